import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { importProperties, runPlatformImport } from '../../../../platform/platformImport';
import { NUMBER_FIELDS } from '../../../fields';
import { acceptedOutcomes } from '../../../importCalls/acceptedRows';
import { LONGLONGLONG_OPTIONS, longlonglongImport } from '../../../importCalls/longlonglongImport';
import { NUMBER_OPTIONS, numberHead, receivingTaskProperty } from './numberImport';

/** The reply of this call is not documented. It should have a batch number, but rows count as accepted without one, too. */
const IMPORT = longlonglongImport({
	fields: NUMBER_FIELDS,
	maxBatchSize: 200,
	intoTask: true,
	path: '/async_number',
	head: numberHead,
	encryptionInRows: true,
	readOutcomes: ({ data }, rows) => acceptedOutcomes(data, rows.length, false),
});

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['addAsync'] } }, [
	receivingTaskProperty,
	...importProperties(IMPORT, {
		columnsMethod: 'getNumberColumns',
		notice:
			'The platform works on an import after it has answered: Check Arrival tells later which rows are in the task.',
		options: [...LONGLONGLONG_OPTIONS, ...NUMBER_OPTIONS],
	}),
]);

/** Adds numbers to a call task; the platform works on them after its reply. Source: POST task/{task_id}/async_number, page 批量添加号码（异步接口）. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPlatformImport(this, IMPORT);
}

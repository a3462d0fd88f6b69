import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { importProperties, runPlatformImport } from '../../../../platform/platformImport';
import { NUMBER_FIELDS } from '../../../fields';
import { numberOutcomes } from '../../../importCalls/failedNumbers';
import { LONGLONGLONG_OPTIONS, longlonglongImport } from '../../../importCalls/longlonglongImport';
import { NUMBER_OPTIONS, numberHead, receivingTaskProperty } from './numberImport';

const IMPORT = longlonglongImport({
	fields: NUMBER_FIELDS,
	maxBatchSize: 100,
	intoTask: true,
	path: '/number',
	head: (options) => ({ ...numberHead(options), skip_error: options.skipError !== false }),
	// With skip_error off, the user wants the platform to refuse a request as a whole.
	keepsTogether: (options) => options.skipError === false,
	readOutcomes: ({ data }, rows) =>
		numberOutcomes(
			data,
			rows.map(({ phone }) => String(phone)),
		),
});

const SKIP_ERROR: INodeProperties = {
	displayName: 'Skip Refused Rows',
	name: 'skipError',
	type: 'boolean',
	default: true,
	description:
		'Whether the platform names the rows that it refuses and adds the others (skip_error). If off, it refuses a whole request for one bad row.',
};

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['add'] } }, [
	receivingTaskProperty,
	...importProperties(IMPORT, {
		columnsMethod: 'getNumberColumns',
		options: [...LONGLONGLONG_OPTIONS, ...NUMBER_OPTIONS, SKIP_ERROR],
	}),
]);

/** Adds numbers to a call task; the reply has the result. Source: POST task/{task_id}/number, page 批量添加号码（同步接口）. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPlatformImport(this, IMPORT);
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { checkOnlyProperty } from '../../../../import/checkOnly';
import { importNotice } from '../../../../import/importOptions';
import { runImport } from '../../../../import/runImport';
import { columnsProperty } from '../../../../rows/mapperFields';
import { NUMBER_FIELDS } from '../../../fields';
import { acceptedOutcomes } from '../../../importCalls/acceptedRows';
import type { LonglonglongImport } from '../../../importCalls/prepareImport';
import { optionsProperty, prepareImport } from '../../../importCalls/prepareImport';
import { taskIdOf } from '../../../panel/task';
import { NUMBER_OPTIONS, numberHead, receivingTaskProperty } from './numberImport';

/** What this call answers with is not documented; a batch number is expected, and done without when it is missing. */
const TARGET: LonglonglongImport = {
	fields: NUMBER_FIELDS,
	maxBatchSize: 200,
	path: '/async_number',
	head: numberHead,
	encryptionInRows: true,
	account: ({ data }, rows) => acceptedOutcomes(data, rows.length, false),
};

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['addAsync'] } }, [
	receivingTaskProperty,
	importNotice(
		'The platform works on an import after it has answered: Check Arrival tells later which rows are in the task.',
	),
	columnsProperty('getNumberColumns'),
	checkOnlyProperty,
	optionsProperty(TARGET.maxBatchSize, NUMBER_OPTIONS),
]);

/** Adds numbers to a call task; the result comes later. Source: POST user/{user_id}/task/{task_id}/async_number. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runImport(
		this,
		async () => await prepareImport(this, { ...TARGET, taskId: taskIdOf(this, 0) }),
	);
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { runImport } from '../../../../import/runImport';
import { acceptedOutcomes } from '../../../acceptedRows';
import { NUMBER_FIELDS } from '../../../fields';
import type { LonglonglongImport } from '../../../prepareImport';
import { columnsProperty, optionsProperty, prepareImport } from '../../../prepareImport';
import { taskPath, taskProperty } from '../../../task';
import { NUMBER_OPTIONS, numberHead } from './numberImport';

/** What this call answers with is not documented; a batch number is expected, and done without when it is missing. */
const TARGET: Omit<LonglonglongImport, 'path'> = {
	fields: NUMBER_FIELDS,
	maxBatchSize: 200,
	head: numberHead,
	encryptionInRows: true,
	account: ({ data }, rows) => acceptedOutcomes(data, rows.length, false),
};

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['addAsync'] } }, [
	{
		...taskProperty('The call task that takes the numbers'),
		hint: 'A 2.0 task must be paused (暂停) meanwhile',
	},
	columnsProperty('getNumberColumns'),
	optionsProperty(TARGET.maxBatchSize, NUMBER_OPTIONS),
]);

/** Adds numbers to a call task; the result comes later. Source: POST user/{user_id}/task/{task_id}/async_number. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runImport(
		this,
		async () => await prepareImport(this, { ...TARGET, path: `${taskPath(this, 0)}/async_number` }),
	);
}

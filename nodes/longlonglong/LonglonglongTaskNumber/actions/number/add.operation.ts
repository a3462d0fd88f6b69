import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { checkOnlyProperty } from '../../../../import/checkOnly';
import { importNotice } from '../../../../import/importOptions';
import { runImport } from '../../../../import/runImport';
import { columnsProperty } from '../../../../rows/mapperFields';
import { NUMBER_FIELDS } from '../../../fields';
import { numberOutcomes } from '../../../importCalls/failedNumbers';
import type { LonglonglongImport } from '../../../importCalls/prepareImport';
import { optionsProperty, prepareImport } from '../../../importCalls/prepareImport';
import { taskIdOf } from '../../../panel/task';
import { NUMBER_OPTIONS, numberHead, receivingTaskProperty } from './numberImport';

const TARGET: LonglonglongImport = {
	fields: NUMBER_FIELDS,
	maxBatchSize: 100,
	path: '/number',
	head: (options) => ({ ...numberHead(options), skip_error: options.skipError !== false }),
	// With skip_error off the user wants a request to be refused as a whole.
	maySplit: (options) => options.skipError !== false,
	account: ({ data }, rows) =>
		numberOutcomes(
			data,
			rows.map(({ phone }) => String(phone)),
		),
};

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['add'] } }, [
	receivingTaskProperty,
	importNotice(),
	columnsProperty('getNumberColumns'),
	checkOnlyProperty,
	optionsProperty(TARGET.maxBatchSize, [
		...NUMBER_OPTIONS,
		{
			displayName: 'Skip Refused Rows',
			name: 'skipError',
			type: 'boolean',
			default: true,
			description:
				'Whether the platform goes on after a row that it refuses (skip_error) and names it. If off, one bad row ends its whole request.',
		},
	]),
]);

/** Adds numbers to a call task and waits for the result. Source: POST user/{user_id}/task/{task_id}/number. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runImport(
		this,
		async () => await prepareImport(this, { ...TARGET, taskId: taskIdOf(this, 0) }),
	);
}

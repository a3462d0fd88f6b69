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
	// With skip_error off the user wants a request to be refused as a whole.
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
		'Whether the platform goes on after a row that it refuses (skip_error) and names it. If off, one bad row ends its whole request.',
};

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['add'] } }, [
	receivingTaskProperty,
	...importProperties(IMPORT, {
		columnsMethod: 'getNumberColumns',
		options: [...LONGLONGLONG_OPTIONS, ...NUMBER_OPTIONS, SKIP_ERROR],
	}),
]);

/** Adds numbers to a call task and waits for the result. Source: POST user/{user_id}/task/{task_id}/number. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPlatformImport(this, IMPORT);
}

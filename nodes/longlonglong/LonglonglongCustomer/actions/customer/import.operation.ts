import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { checkOnlyProperty } from '../../../../import/checkOnly';
import { importNotice } from '../../../../import/importOptions';
import { runImport } from '../../../../import/runImport';
import { columnsProperty } from '../../../../rows/mapperFields';
import { CUSTOMER_FIELDS } from '../../../fields';
import { acceptedOutcomes } from '../../../importCalls/acceptedRows';
import type { LonglonglongImport } from '../../../importCalls/prepareImport';
import { optionsProperty, prepareImport } from '../../../importCalls/prepareImport';

const TARGET: LonglonglongImport = {
	fields: CUSTOMER_FIELDS,
	maxBatchSize: 200,
	path: '/async_customer',
	head: () => ({}),
	account: ({ data }, rows) => acceptedOutcomes(data, rows.length, true),
};

export const description = updateDisplayOptions({ show: { resource: ['customer'], operation: ['import'] } }, [
	importNotice(
		'The platform works on an import after it has answered: rows leave as "accepted" with the batch number (uniqueId). Check Arrival tells later which of them are there.',
	),
	columnsProperty('getCustomerColumns'),
	checkOnlyProperty,
	optionsProperty(TARGET.maxBatchSize),
]);

/** Imports customers into the public pool, asynchronously. Source: POST user/{user_id}/async_customer. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runImport(this, async () => await prepareImport(this, TARGET));
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { importProperties, runPlatformImport } from '../../../../platform/platformImport';
import { CUSTOMER_FIELDS } from '../../../fields';
import { acceptedOutcomes } from '../../../importCalls/acceptedRows';
import { LONGLONGLONG_OPTIONS, longlonglongImport } from '../../../importCalls/longlonglongImport';

const IMPORT = longlonglongImport({
	fields: CUSTOMER_FIELDS,
	maxBatchSize: 200,
	path: '/async_customer',
	readOutcomes: ({ data }, rows) => acceptedOutcomes(data, rows.length, true),
});

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['import'] } },
	importProperties(IMPORT, {
		columnsMethod: 'getCustomerColumns',
		notice:
			'The platform works on an import after it has answered: rows leave as "accepted" with the batch number (uniqueId). Check Arrival tells later which of them are there.',
		options: LONGLONGLONG_OPTIONS,
	}),
);

/** Imports customers into the public pool, asynchronously. Source: POST async_customer, page 批量导入客户公海(异步). */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPlatformImport(this, IMPORT);
}

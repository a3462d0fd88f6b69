import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { readPages } from '../../../../platform/cursor';
import { howManyProperties, readLimit, simplifyProperty } from '../../../../platform/listProperties';
import type { ReadingItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { filters, readFilters } from './customerFilters';
import { simplifyCustomer } from './simplifyCustomer';

const PATH = '/saas/cdp/openapi/customers/query';

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['getMany'] } },
	[...howManyProperties, simplifyProperty, filters],
);

async function readCustomers({ context, itemIndex, client, read }: ReadingItem): Promise<IDataObject[]> {
	const owner = [`"tenant_id":${client.tenantId}`, `"app_key":${JSON.stringify(client.appKey)}`];
	const wanted = readFilters(context, itemIndex);
	const rows = await readPages(readLimit(context, itemIndex), async (limit, after) => {
		const cursor = after === undefined ? [] : [`"after":${after}`];
		const body = `{${[...owner, ...wanted, ...cursor, `"limit":${limit}`].join(',')}}`;
		return await read(async () => await client.call({ method: 'POST', path: PATH, body }));
	});
	return context.getNodeParameter('simplify', itemIndex) === true ? rows.map(simplifyCustomer) : rows;
}

/** Reads customers, page after page. Source: POST customers/query. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, readCustomers);
}

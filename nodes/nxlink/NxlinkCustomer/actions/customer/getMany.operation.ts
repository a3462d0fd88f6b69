import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { filtersProperty } from '../../../../platform/filters/filters';
import { getManyProperties } from '../../../../platform/lists/listProperties';
import { readCursorList } from '../../../../platform/lists/readList';
import { runPerItem } from '../../../../platform/platformItem';
import { customerQuery, MAX_QUERY_SIZE } from '../../../api/customerQuery';
import { CUSTOMER_FILTERS, TAGS_AS } from '../../../filters/customerFilters';
import { nxlinkClient } from '../../../platform';
import { simplifyCustomer } from './simplifyCustomer';

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['getMany'] } },
	getManyProperties(filtersProperty(CUSTOMER_FILTERS, [TAGS_AS])),
);

/** Reads customers page by page. Source: POST customers/query. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(
		this,
		nxlinkClient,
		async (item) =>
			await readCursorList(item, {
				filters: CUSTOMER_FILTERS,
				maxPageSize: MAX_QUERY_SIZE,
				page: (limit, cursor, filters) => customerQuery(item.client, { filters, limit, after: cursor?.json }),
				simplify: simplifyCustomer,
			}),
	);
}

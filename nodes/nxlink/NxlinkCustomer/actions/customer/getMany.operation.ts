import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { Reply } from '../../../../http/reply';
import { readPages } from '../../../../platform/cursor';
import { howManyProperties, readLimit, simplifyProperty } from '../../../../platform/listProperties';
import type { Envelope } from '../../../../platform/platform';
import type { PlatformItem } from '../../../../platform/platformItem';
import { runPerItem } from '../../../../platform/platformItem';
import { customerQuery } from '../../../api/customerQuery';
import type { NxlinkClient } from '../../../platform';
import { nxlinkClient } from '../../../platform';
import { filters, readFilters } from './customerFilters';
import { simplifyCustomer } from './simplifyCustomer';

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['getMany'] } },
	[...howManyProperties, simplifyProperty, filters],
);

/** Whether NXLink did not take just this call: not the credential, not the connection, nothing that passes. */
function isAboutTheCall(reply: Reply<Envelope>): boolean {
	if (reply.kind === 'unknown') return reply.httpStatus !== undefined;
	return reply.kind === 'no' && !reply.deniesAllCalls && !reply.retryable;
}

async function readCustomers(item: PlatformItem<NxlinkClient>): Promise<IDataObject[]> {
	const { context, itemIndex, client } = item;
	const filters = readFilters(item);
	const rows = await readPages({
		limit: readLimit(context, itemIndex),
		fetchPage: async (limit, cursor) => {
			const reply = await item.ask(customerQuery(client, { filters, limit, after: cursor?.json }));
			return cursor?.mayBeRefused && isAboutTheCall(reply) ? undefined : item.answerIn(reply);
		},
		onIncomplete: item.warnOnce,
	});
	return context.getNodeParameter('simplify', itemIndex) === true ? rows.map(simplifyCustomer) : rows;
}

/** Reads customers, page after page. Source: POST customers/query. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, nxlinkClient, readCustomers);
}

import type { ILoadOptionsFunctions, INodeListSearchResult, ResourceMapperFields } from 'n8n-workflow';

import { isRecord } from '../http/json';
import { replyError } from '../http/replyError';
import { mapperFields } from '../rows/mapperFields';
import type { Field } from '../rows/field';
import type { LonglonglongClient } from './api/client';
import { longlonglongClient } from './api/client';
import { componentColumn, componentsOf, fetchComponents } from './components';
import { CUSTOMER_FIELDS, FIELDS_SHOWN, NUMBER_FIELDS } from './fields';

/** What the editor fetches while a panel is open. */

function accountPath(context: ILoadOptionsFunctions, client: LonglonglongClient): string {
	const chosen = String(context.getCurrentNodeParameter('userId') ?? '').trim();
	const userId = chosen === '' || chosen.startsWith('=') ? client.userId : chosen;
	return `/user/${encodeURIComponent(userId)}`;
}

async function columns(
	context: ILoadOptionsFunctions,
	fields: readonly Field[],
): Promise<ResourceMapperFields> {
	const client = await longlonglongClient(context);
	const reply = await fetchComponents(client, accountPath(context, client));
	// A refused credential must be seen; anything else leaves the standard columns, which work without the custom ones.
	if (reply.kind === 'no' && reply.everyCall) throw replyError(context.getNode(), reply);
	const components = reply.kind === 'yes' ? componentsOf(reply.answer.data) : [];
	return { fields: [...mapperFields(fields, FIELDS_SHOWN), ...components.map(componentColumn)] };
}

export async function getCustomerColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columns(this, CUSTOMER_FIELDS);
}

export async function getNumberColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columns(this, NUMBER_FIELDS);
}

/** Classic and 2.0 tasks of the account, by name, a page at a time. */
export async function searchTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await longlonglongClient(this);
	const page = Number(paginationToken ?? 1);
	const path = accountPath(this, client);
	const query = { page, per_page: 50, ...(filter && { name: filter }) };
	const kinds = [
		{ path: `${path}/task`, label: '' },
		{ path: `/new${path}/task`, label: ' (2.0)' },
	];
	const replies = await Promise.all(
		kinds.map(async ({ path }) => await client.call({ method: 'GET', path, query })),
	);
	const results = replies.flatMap((reply, index) => {
		const tasks = reply.kind === 'yes' && Array.isArray(reply.answer.data) ? reply.answer.data : [];
		return tasks.filter(isRecord).map((task) => ({
			name: `${String(task.name ?? task.uuid)}${kinds[index]?.label ?? ''}`,
			value: String(task.uuid ?? task.id),
		}));
	});
	const [first] = replies;
	if (results.length === 0 && first && first.kind !== 'yes') throw replyError(this.getNode(), first);
	const more = replies.some(
		(reply) =>
			reply.kind === 'yes' && isRecord(reply.answer.meta) && Number(reply.answer.meta.last_page) > page,
	);
	return { results, ...(more && { paginationToken: String(page + 1) }) };
}

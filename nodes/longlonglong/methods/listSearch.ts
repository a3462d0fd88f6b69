import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Reply } from '../../http/reply';
import { replyError } from '../../http/replyError';
import { isRecord } from '../../http/values';
import { sizeOf } from '../../platform/lists/pages';
import type { Envelope } from '../../platform/platform';
import { explainRefusal } from '../../platform/refusals';
import { noAccountError } from '../api/account';
import { componentsOf, fetchComponents } from '../api/components';
import { isInbound, taskStateName } from '../operation/taskState';
import type { LonglonglongClient } from '../platform';
import { LONGLONGLONG, longlonglongClient } from '../platform';
import { accountPath, currentText } from './panelAccount';

/** The lists that the editor loads for an open panel. When a list cannot be read, the editor shows the reason, and "By ID" still works. */

const PAGE_SIZE = 50;

/** The client, and the path of the account that the panel names. @throws NodeOperationError when no account is named */
async function openAccount(
	context: ILoadOptionsFunctions,
): Promise<{ client: LonglonglongClient; path: string }> {
	const client = await longlonglongClient(context);
	const path = accountPath(context, client);
	if (path === '/user/') throw noAccountError(context.getNode());
	return { client, path };
}

/** The reply to the call for one page of a list. The path is needed for an error, which names the IDs in it. */
interface ListPage {
	path: string;
	reply: Reply<Envelope>;
}

function rowsOf({ reply }: ListPage): Array<Record<string, unknown>> {
	return reply.kind === 'yes' && Array.isArray(reply.answer.data) ? reply.answer.data.filter(isRecord) : [];
}

function hasMore({ reply }: ListPage, page: number): boolean {
	return reply.kind === 'yes' && (sizeOf(reply.answer).lastPage ?? 0) > page;
}

function throwRefusal(context: ILoadOptionsFunctions, { path, reply }: ListPage): void {
	if (reply.kind !== 'yes') throw replyError(context.getNode(), explainRefusal(reply, path, LONGLONGLONG));
}

async function getPage(
	client: LonglonglongClient,
	path: string,
	page: number,
	more: Record<string, string | undefined>,
): Promise<ListPage> {
	const wanted = Object.fromEntries(Object.entries(more).filter(([, value]) => value));
	const query = { page, per_page: PAGE_SIZE, ...wanted };
	return { path, reply: await client.call({ method: 'GET', path, query }) };
}

/** The lists of tasks, in the order in which the editor shows them. Sources: pages 任务列表, 2.0任务列表. */
const TASK_LISTS = [
	{ kind: 'classic', prefix: '', label: '' },
	{ kind: 'new', prefix: '/new', label: '2.0' },
] as const;

/** Stands in the pagination token for a list that has no further page. */
const FINISHED = '-';

/**
 * Finds classic and 2.0 tasks by name, one page of each list at a time; only one kind where the panel has a 'Task Kind'. The pagination
 * token holds the next page number of each list, such as `2,-`. When one list fails, the tasks of the other are still shown.
 */
export async function searchTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { client, path } = await openAccount(this);
	const chosenKind = currentText(this, 'taskKind');
	const lists = TASK_LISTS.filter(({ kind }) => chosenKind !== (kind === 'new' ? 'classic' : 'new'));
	const pages = paginationToken?.split(',') ?? lists.map(() => '1');
	const subUserId = currentText(this, 'options.subUserId');
	const found = await Promise.all(
		lists.map(async ({ kind, prefix, label }, index) => {
			const page = pages[index] ?? FINISHED;
			if (page === FINISHED) return undefined;
			const query = { name: filter, sub_user_id: kind === 'classic' ? subUserId : undefined };
			return { ...(await getPage(client, `${prefix}${path}/task`, Number(page), query)), label, page };
		}),
	);
	const asked = found.filter((page) => page !== undefined);
	const results = asked.flatMap((list) =>
		rowsOf(list).map((task) => ({
			name: [task.name ?? task.uuid, list.label, isInbound(task) ? 'inbound (呼入)' : '']
				.filter(Boolean)
				.join(' · '),
			value: String(task.uuid ?? task.id),
			description: taskStateName(task),
		})),
	);
	if (results.length === 0) for (const list of asked) throwRefusal(this, list);
	const next = found.map((list) =>
		list && hasMore(list, Number(list.page)) ? String(Number(list.page) + 1) : FINISHED,
	);
	const isOver = next.every((page) => page === FINISHED);
	return { results, ...(!isOver && { paginationToken: next.join(',') }) };
}

/** Finds sub-accounts by name. Source: GET subset_users, page 子账户列表; the fields of its rows are not documented. */
export async function searchSubAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { client, path } = await openAccount(this);
	const page = Number(paginationToken ?? 1);
	const list = await getPage(client, `${path}/subset_users`, page, { name: filter });
	throwRefusal(this, list);
	const results = rowsOf(list).map(({ id, uuid, name, email, phone }) => ({
		name: String(name ?? email ?? phone ?? id ?? uuid),
		value: String(id ?? uuid),
	}));
	return { results, ...(hasMore(list, page) && { paginationToken: String(page + 1) }) };
}

/** Finds custom fields of the public pool by name. The platform's list has no pages. Source: GET customer/create. */
export async function searchComponents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { client, path } = await openAccount(this);
	const reply = await fetchComponents(client, path);
	throwRefusal(this, { path: `${path}/customer/create`, reply });
	const components = reply.kind === 'yes' ? componentsOf(reply.answer.data) : [];
	const wanted = filter.toLowerCase();
	return {
		results: components
			.filter(({ name, id }) => name.toLowerCase().includes(wanted) || id === filter)
			.map(({ id, name, type }) => ({ name, value: id, description: type })),
	};
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';
import type { Filter } from '../../../../platform/filters/filters';
import { simplifyRow } from '../../../../platform/lists/simplify';
import { readOptions } from '../../../../platform/readOptions';

import { CLASSIC_TASK_STATES, NEW_TASK_STATES } from '../../../codes/codeNames';
import { listProperties, readList } from '../../../operation/readPagedList';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { taskStateName } from '../../../operation/taskState';
import { subAccountLocator } from '../../../panel/options';
import { CLASSIC, NEW, taskKindProperty } from './taskKind';

const ALL_ACCOUNTS = { name: 'Classic, of All Sub-Accounts', value: 'allSubAccounts' };

const NAME: Filter = {
	kind: 'text',
	name: 'name',
	wire: 'name',
	label: 'Name',
	description: 'Only tasks with this in their name (任务名称)',
};
const CLASSIC_STATUS: Filter = {
	kind: 'choices',
	name: 'status',
	wire: 'status',
	label: 'Status',
	description: 'Only tasks in one of these states (任务状态)',
	choices: CLASSIC_TASK_STATES,
	displayOptions: { hide: { '/taskKind': [NEW.value] } },
};
/** This filter has a name of its own, because the two lists have different codes for their states. */
const NEW_STATUS: Filter = {
	kind: 'choices',
	name: 'newStatus',
	wire: 'status',
	label: 'Status',
	description: 'Only 2.0 tasks in one of these states (任务状态)',
	choices: NEW_TASK_STATES,
	displayOptions: { show: { '/taskKind': [NEW.value] } },
};

export const description = updateDisplayOptions({ show: { resource: ['task'], operation: ['getMany'] } }, [
	taskKindProperty([CLASSIC, NEW, ALL_ACCOUNTS], 'Which call tasks (呼叫任务) to get'),
	...listProperties(
		[NAME, CLASSIC_STATUS, NEW_STATUS],
		[
			{
				displayName: 'All at Once',
				name: 'all',
				type: 'boolean',
				default: true,
				displayOptions: { hide: { '/taskKind': [CLASSIC.value] } },
				description:
					"Whether to send the parameter 'all'. The documents do not explain it; it seems to return all tasks on one page.",
			},
			{ ...subAccountLocator, displayOptions: { show: { '/taskKind': [CLASSIC.value] } } },
		],
	),
]);

/** The path and the filters of the list of each task kind. Sources: pages 任务列表, 2.0任务列表, 任务列表（所有子账号）. */
const LISTS: Record<string, { path(account: string): string; filters: readonly Filter[] }> = {
	classic: { path: (account) => `${account}/task`, filters: [NAME, CLASSIC_STATUS] },
	new: { path: (account) => `/new${account}/task`, filters: [NAME, NEW_STATUS] },
	allSubAccounts: { path: (account) => `${account}/all_task`, filters: [NAME, CLASSIC_STATUS] },
};

function simplifiedTask(row: IDataObject): IDataObject {
	const stateName = taskStateName(row);
	return {
		...simplifyRow(row, { status: CLASSIC_TASK_STATES }),
		...(stateName !== undefined && { state_name: stateName }),
	};
}

async function tasksFor(item: AccountItem): Promise<IDataObject[]> {
	const { context, itemIndex } = item;
	const kind = String(context.getNodeParameter('taskKind', itemIndex));
	const list = LISTS[kind];
	if (!list) {
		throw new NodeOperationError(context.getNode(), `'Task Kind' is '${kind}', which is not known`, {
			itemIndex,
			description: `Give one of: ${Object.keys(LISTS).join(', ')}.`,
		});
	}
	const { all } = readOptions(context, itemIndex);
	return await readList(item, {
		path: list.path(item.path),
		filters: list.filters,
		...(all !== undefined && { query: { all: Number(all === true) } }),
		simplify: simplifiedTask,
	});
}

/** Lists call tasks. Sources: GET user/{user_id}/task, GET new/user/{user_id}/task, GET user/{user_id}/all_task. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, tasksFor);
}

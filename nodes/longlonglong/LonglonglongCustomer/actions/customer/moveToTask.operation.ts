import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { asError } from '../../../../http/values';
import { numberParameter } from '../../../../import/numberParameter';
import type { PlatformCall } from '../../../../platform/client';
import { confirmProperty } from '../../../../platform/confirmation';
import { checkReach } from '../../../../platform/filters/checkReach';
import { filtersProperty } from '../../../../platform/filters/filters';
import { filtersOfChange, wireOf } from '../../../../platform/filters/filterValues';
import { filtersInOption, optionsCollection, placeFilters } from '../../../../platform/options';
import { pathPart } from '../../../../platform/pathPart';
import { readOptions } from '../../../../platform/readOptions';
import { MOVE_FILTERS } from '../../../filters/customerFilters';
import { listProbe } from '../../../filters/listProbe';
import { uniqueIdOf } from '../../../importCalls/acceptedRows';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOf, encryptionOption } from '../../../panel/options';
import { PAUSE_FIRST_HINT, taskIdOf, taskProperty } from '../../../panel/task';

const CANCELLED = 'The execution was cancelled';

const CONFIRM = confirmProperty('confirmMoveAll', 'Move the Whole Pool', {
	description:
		'Whether to move customers even if that may be the whole public pool: without a filter, or with a filter that fits every customer or that the platform did not apply',
	hint: 'Leave it off: the node first counts the customers that fit the filters',
});

const MAX_CUSTOMERS: INodeProperties = {
	displayName: 'Max Customers',
	name: 'maxCustomers',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1000,
	description: 'Move nobody when more customers than this fit the filters',
};

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['moveToTask'] } },
	[
		taskProperty('The call task that takes the customers', PAUSE_FIRST_HINT),
		{
			displayName:
				"The platform sends the result to the address that is set for 接口客户公海导入任务回调 in the partner console (代理端). This call is never repeated: when no answer comes, the item's status is 'unconfirmed'.",
			name: 'moveNotice',
			type: 'notice',
			default: '',
		},
		filtersProperty(MOVE_FILTERS),
		CONFIRM,
		optionsCollection([encryptionOption, filtersInOption, MAX_CUSTOMERS]),
	],
);

interface Move {
	taskId: string;
	/** How many customers fit the filters; undefined when the platform does not say. */
	customers: number | undefined;
	call: Omit<PlatformCall, 'method'>;
}

/** Reads the parameters and counts the customers that they would move; see {@link checkReach}. */
async function prepareMove(item: AccountItem): Promise<Move> {
	const { context, itemIndex, path } = item;
	const taskId = taskIdOf(context, itemIndex);
	const taskPart = pathPart(context.getNode(), 'Task', taskId, itemIndex);
	const active = filtersOfChange(item, MOVE_FILTERS);
	const options = readOptions(context, itemIndex);
	const { maxCustomers } = options;
	const label = MAX_CUSTOMERS.displayName;
	const customers = await checkReach(item, {
		active,
		probe: listProbe(item, `${path}/get_customer`, options),
		things: 'customers of the public pool (公海)',
		danger: `Without a filter, every customer of the public pool (公海) would go into the task ${taskId}`,
		confirmation: CONFIRM,
		...(maxCustomers !== undefined && {
			most: {
				rows: numberParameter(context.getNode(), { label, value: maxCustomers }, { itemIndex }),
				label,
			},
		}),
	});
	// The manual lists `user_id` as a required parameter besides its place in the path, but its sample has none.
	const userId = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
	const filters = { ...wireOf(active), ...encryptionOf(options) };
	const placed = placeFilters({ user_id: userId }, filters, options);
	return { taskId, customers, call: { path: `${path}/customer_to_task/${taskPart}`, ...placed } };
}

/** Sends the call once and describes its result. */
async function move(item: AccountItem, { taskId, customers, call }: Move): Promise<IDataObject> {
	const facts = { taskId, ...(customers !== undefined && { customers }) };
	if (customers === 0) {
		const reason = 'No customer of the public pool fits the filters';
		return { status: 'notSent', reason, reasonCode: 'nobodyFits', ...facts };
	}
	if (item.isCancelled()) return { status: 'notSent', reason: CANCELLED, ...facts };
	const reply = await item.send({ method: 'GET', ...call }, 'never');
	if (reply.kind === 'unknown') {
		return { status: 'unconfirmed', reason: reply.message, reasonCode: reply.code, ...facts };
	}
	const { data, whole } = item.answerIn(reply);
	const uniqueId = uniqueIdOf(data);
	return {
		status: 'accepted',
		...(uniqueId !== undefined && { uniqueId }),
		...facts,
		message: whole.message,
	};
}

/**
 * Moves the customers that fit the filters into a call task. Source: GET customer_to_task/{task_id}, page 客户公海筛选进入任务.
 *
 * The call changes things although it is a GET, so it is sent once and never repeated. n8n's Retry On Fail must not repeat it either: it
 * runs the node again from the first item when the node throws, or when its first item is an error. Therefore an item that fails leaves
 * with the status `failed` instead of an error when the customers of an earlier item were or may have been moved, or when those of a
 * later item may still be.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	let anythingMoved = false;
	const mayThrow = () => (this.continueOnFail() ? this.getNode().retryOnFail !== true : !anythingMoved);
	return await runPerItem(this, async (item) => {
		if (item.isCancelled()) return [{ status: 'notSent', reason: CANCELLED }];
		try {
			const moved = await move(item, await prepareMove(item));
			anythingMoved ||= moved.status !== 'notSent';
			return [moved];
		} catch (error) {
			const known = asError(error);
			if (mayThrow()) throw known;
			return [{ status: 'failed', reason: known.message }];
		}
	});
}

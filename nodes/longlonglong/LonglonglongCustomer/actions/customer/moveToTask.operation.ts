import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import { asError } from '../../../../http/values';
import { checkConfirmed, confirmProperty } from '../../../../platform/confirmation';
import { filtersProperty } from '../../../../platform/filters/filters';
import { filtersOfChange, wireOf } from '../../../../platform/filters/filterValues';
import { filtersInOption, optionsCollection, placeFilters } from '../../../../platform/options';
import { pathPart } from '../../../../platform/pathPart';
import { readOptions } from '../../../../platform/readOptions';

import { MOVE_FILTERS } from '../../../filters/customerFilters';
import { uniqueIdOf } from '../../../importCalls/acceptedRows';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOf, encryptionOption } from '../../../panel/options';
import { PAUSED_FIRST, taskIdOf, taskProperty } from '../../../panel/task';

const CONFIRM = confirmProperty('confirmMoveAll', 'Move the Whole Pool', {
	description:
		'Whether to let a call without any filter through, which moves every customer of the public pool into the task',
	hint: 'Needed only without a filter',
});

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['moveToTask'] } },
	[
		taskProperty('The call task that takes the customers', PAUSED_FIRST),
		{
			displayName:
				"The result comes to the address that is set for 客户公海导入任务回调 in the partner console (代理端). This call is never repeated: when no answer comes, the item says 'unconfirmed'.",
			name: 'moveNotice',
			type: 'notice',
			default: '',
		},
		filtersProperty(MOVE_FILTERS),
		CONFIRM,
		optionsCollection([encryptionOption, filtersInOption]),
	],
);

interface Move {
	taskId: string;
	path: string;
	query: IDataObject;
	body?: string;
}

function readMove(item: AccountItem): Move {
	const { context, itemIndex, path } = item;
	const taskId = taskIdOf(context, itemIndex);
	const filters = wireOf(filtersOfChange(item, MOVE_FILTERS));
	if (Object.keys(filters).length === 0) {
		checkConfirmed(
			item,
			`Without a filter, every customer of the public pool (公海) would go into the task ${taskId}`,
			"Add a filter under 'Filters'.",
			CONFIRM,
		);
	}
	const options = readOptions(context, itemIndex);
	// The manual lists `user_id` as a required parameter besides its place in the path, but its sample has none.
	const userId = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
	return {
		taskId,
		path: `${path}/customer_to_task/${pathPart(context.getNode(), 'Task', taskId, itemIndex)}`,
		...placeFilters({ user_id: userId }, { ...filters, ...encryptionOf(options) }, options),
	};
}

/** Sends the call, once, and says what came of it. */
async function move(item: AccountItem, { taskId, ...call }: Move): Promise<IDataObject> {
	const reply = await item.send({ method: 'GET', ...call }, 'never');
	if (reply.kind === 'unknown') {
		return { status: 'unconfirmed', reason: reply.message, reasonCode: reply.code, taskId };
	}
	const { data, whole } = item.answerIn(reply);
	const uniqueId = uniqueIdOf(data);
	return { status: 'accepted', ...(uniqueId !== undefined && { uniqueId }), taskId, message: whole.message };
}

/**
 * Moves the customers that fit into a call task. Source: GET customer_to_task/{task_id}.
 *
 * It is a GET that changes things, and twice is once too often. So it is sent once; and since n8n's Retry On Fail runs a node again from
 * its first item when it throws, or when its first item is an error, an item that fails leaves as `failed` instead, as soon as an
 * earlier one was (or may have been) moved, or a later one may be.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	let anythingMoved = false;
	const mayThrow = () => (this.continueOnFail() ? this.getNode().retryOnFail !== true : !anythingMoved);
	return await runPerItem(this, async (item) => {
		if (item.isCancelled()) return [{ status: 'notSent', reason: 'The execution was cancelled' }];
		try {
			const moved = await move(item, readMove(item));
			anythingMoved = true;
			return [moved];
		} catch (error) {
			const known = asError(error);
			if (mayThrow()) throw known;
			return [{ status: 'failed', reason: known.message }];
		}
	});
}

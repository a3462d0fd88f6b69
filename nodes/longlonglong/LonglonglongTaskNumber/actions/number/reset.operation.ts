import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { checkConfirmed, confirmProperty } from '../../../../platform/confirmation';
import { checkReach } from '../../../../platform/filters/checkReach';
import { filtersProperty } from '../../../../platform/filters/filters';
import type { ActiveFilter } from '../../../../platform/filters/filterValues';
import { filtersOfChange, wireOf } from '../../../../platform/filters/filterValues';
import { optionsCollection } from '../../../../platform/options';
import { readOptions } from '../../../../platform/readOptions';
import { listProbe } from '../../../filters/listProbe';
import { changeResult } from '../../../operation/changeResult';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOf, encryptionOption, subAccountLocator, subAccountOf } from '../../../panel/options';
import { PAUSE_FIRST_HINT, taskIdOf, taskPath, taskProperty } from '../../../panel/task';
import { NUMBER_FILTERS, RESET_FILTERS } from './numberSelection';

const CONFIRM = confirmProperty('confirmResetAll', 'Reset All Numbers', {
	description:
		'Whether to reset numbers even if that may be every number of the task: without a filter, with a keyword, or with a filter that fits every number or that the platform did not apply',
	hint: 'Leave it off: the node first counts the numbers that fit the filters',
});

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['reset'] } }, [
	taskProperty('The call task whose numbers are to be called again', PAUSE_FIRST_HINT),
	filtersProperty(RESET_FILTERS),
	CONFIRM,
	optionsCollection([
		encryptionOption,
		{
			displayName: 'Is 2.0 Task',
			name: 'isNewTask',
			type: 'boolean',
			default: true,
			description:
				'Whether to tell the platform that the task is a 2.0 task (is_new_task). Only older versions of the platform need it.',
		},
		subAccountLocator,
	]),
]);

const THINGS = 'numbers of the task';

/** Whether the list of numbers lacks a filter, so that the numbers that fit it cannot be counted. Phones need no count. */
function isUncounted({ filter }: ActiveFilter): boolean {
	return filter.name !== 'phones' && !NUMBER_FILTERS.includes(filter);
}

/**
 * Counts the numbers that a reset would act on; see {@link checkReach}.
 * @returns undefined when the user has confirmed a filter whose numbers cannot be counted, and when the filters name phones
 */
async function countReset(
	item: AccountItem,
	active: ActiveFilter[],
	options: IDataObject,
): Promise<number | undefined> {
	const { context, itemIndex, path } = item;
	const uncounted = active.find(isUncounted);
	if (uncounted) {
		const { label } = uncounted.filter;
		const danger = `The list of the task's numbers has no filter '${label}', so it is not known how many numbers it leaves`;
		checkConfirmed(item, danger, "Choose by 'Phones', 'Status' or the time of adding instead.", CONFIRM);
	}
	const counted = active.filter(({ filter }) => NUMBER_FILTERS.includes(filter));
	if (active.length > 0 && counted.length === 0) return undefined;
	const numbers = await checkReach(item, {
		active: counted,
		probe: listProbe(item, `${path}${taskPath(context, itemIndex)}/number`, options),
		things: THINGS,
		danger: `Without a filter, every number of the task ${taskIdOf(context, itemIndex)} would be called again`,
		confirmation: CONFIRM,
	});
	return counted.length === active.length || numbers === 0 ? numbers : undefined;
}

/** Resets numbers, so that they wait to be called again. Source: PUT task/{task_id}/number-batch-reset, page 批量重置号码状态. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		const { itemIndex, change } = item;
		const taskId = taskIdOf(this, itemIndex);
		const path = `${item.path}${taskPath(this, itemIndex)}/number-batch-reset`;
		const active = filtersOfChange(item, RESET_FILTERS);
		const options = readOptions(this, itemIndex);
		const numbers = await countReset(item, active, options);
		const facts = { taskId, ...(numbers !== undefined && { numbers }) };
		if (numbers === 0) {
			const reason = 'No number of the task fits the filters';
			return [{ reset: false, reason, reasonCode: 'nothingFits', ...facts }];
		}
		const body = {
			...wireOf(active),
			...encryptionOf(options),
			...subAccountOf(options),
			...(options.isNewTask !== undefined && { is_new_task: options.isNewTask === true }),
		};
		return [
			changeResult(await change({ method: 'PUT', path, body: JSON.stringify(body) }), {
				reset: true,
				...facts,
			}),
		];
	});
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import { checkConfirmed, confirmProperty } from '../../../../platform/confirmation';
import { filtersProperty } from '../../../../platform/filters/filters';
import { filtersOfChange, wireOf } from '../../../../platform/filters/filterValues';
import { optionsCollection } from '../../../../platform/options';
import { readOptions } from '../../../../platform/readOptions';

import { changeResult } from '../../../operation/changeResult';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOf, encryptionOption, subAccountLocator, subAccountOf } from '../../../panel/options';
import { PAUSED_FIRST, taskIdOf, taskPath, taskProperty } from '../../../panel/task';
import { RESET_FILTERS } from './numberSelection';

const CONFIRM = confirmProperty('confirmResetAll', 'Reset All Numbers', {
	description:
		'Whether to let a call without any filter through, which makes every number of the task wait to be called again',
	hint: 'Needed only without a filter',
});

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['reset'] } }, [
	taskProperty('The call task whose numbers are to be called again', PAUSED_FIRST),
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
				'Whether to say that the task is a 2.0 one (is_new_task). Only older versions of the platform ask for it.',
		},
		subAccountLocator,
	]),
]);

/** Makes numbers wait to be called again. Source: PUT task/{task_id}/number-batch-reset, 批量重置号码状态. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		const { path, itemIndex, change } = item;
		const taskId = taskIdOf(this, itemIndex);
		const selection = wireOf(filtersOfChange(item, RESET_FILTERS));
		if (Object.keys(selection).length === 0) {
			const danger = `Without a filter, every number of the task ${taskId} would be called again`;
			checkConfirmed(item, danger, "Add a filter under 'Filters'.", CONFIRM);
		}
		const options = readOptions(this, itemIndex);
		const answer = await change({
			method: 'PUT',
			path: `${path}${taskPath(this, itemIndex)}/number-batch-reset`,
			body: JSON.stringify({
				...selection,
				...encryptionOf(options),
				...subAccountOf(options),
				...(options.isNewTask !== undefined && { is_new_task: options.isNewTask === true }),
			}),
		});
		return [changeResult(answer, { reset: true, taskId })];
	});
}

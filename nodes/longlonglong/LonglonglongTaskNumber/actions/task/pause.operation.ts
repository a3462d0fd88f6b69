import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';
import type { PlatformCall } from '../../../../platform/client';
import { optionsCollection } from '../../../../platform/options';
import { pathPart } from '../../../../platform/pathPart';
import { readOptions } from '../../../../platform/readOptions';

import { changeResult } from '../../../operation/changeResult';
import { runPerItem } from '../../../operation/runPerItem';
import { subAccountLocator, subAccountOf } from '../../../panel/options';
import { taskIdOf, taskProperty } from '../../../panel/task';
import { CLASSIC, NEW, taskKindProperty } from './taskKind';

export const description = updateDisplayOptions({ show: { resource: ['task'], operation: ['pause'] } }, [
	taskKindProperty([CLASSIC, NEW], 'The kind of call task (呼叫任务)'),
	taskProperty('The call task to pause'),
	optionsCollection([subAccountLocator]),
]);

/** Pauses a call task. Sources: GET user/{user_id}/task_stop/{task_id}, PUT new/user/{user_id}/task_stop/{task_id}. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, change }) => {
		const taskId = taskIdOf(this, itemIndex);
		const subAccount = subAccountOf(readOptions(this, itemIndex));
		const stop = `${path}/task_stop/${pathPart(this.getNode(), 'Task', taskId, itemIndex)}`;
		const kind = this.getNodeParameter('taskKind', itemIndex);
		if (kind !== CLASSIC.value && kind !== NEW.value) {
			throw new NodeOperationError(this.getNode(), `'Task Kind' is '${String(kind)}', which is not known`, {
				itemIndex,
				description: "Choose 'Classic' or '2.0'.",
			});
		}
		const call: PlatformCall =
			kind === CLASSIC.value
				? { method: 'GET', path: stop, query: subAccount }
				: { method: 'PUT', path: `/new${stop}`, body: JSON.stringify(subAccount) };
		return [changeResult(await change(call), { paused: true, taskId })];
	});
}

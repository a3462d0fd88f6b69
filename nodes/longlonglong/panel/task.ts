import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { chosenId, locator } from '../../platform/locators';
import { pathPart } from '../../platform/pathPart';

/** The hint of the task parameter in operations that change the numbers of a task. */
export const PAUSE_FIRST_HINT = 'A 2.0 task must be paused (暂停) first: resource Task, operation Pause';

/** The parameter for the call task of an operation: people pick it from the account's list, or give its ID. */
export function taskProperty(description: string, hint?: string): INodeProperties {
	return locator({
		displayName: 'Task',
		name: 'taskId',
		description,
		hint,
		list: 'searchTasks',
		listPlaceholder: 'Select a task…',
		idPlaceholder: 'e.g. b15b7392-a83f-4e0e-9570-31dd2ec8f85c',
		required: true,
	});
}

/**
 * The ID of the chosen task.
 * @throws NodeOperationError when none is chosen
 */
export function taskIdOf(context: IExecuteFunctions, itemIndex: number): string {
	return chosenId(context, itemIndex, {
		name: 'taskId',
		label: 'Task',
		advice: 'Pick a task from the list, or switch to "By ID" and give its ID (任务 ID).',
	});
}

/** The path of the chosen task below its account: `/task/{task_id}`. @throws NodeOperationError when no task is chosen */
export function taskPath(context: IExecuteFunctions, itemIndex: number): string {
	return `/task/${pathPart(context.getNode(), 'Task', taskIdOf(context, itemIndex), itemIndex)}`;
}

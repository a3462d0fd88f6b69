import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** The call task of an operation: picked from the account's list, or by ID. */
export function taskProperty(description: string): INodeProperties {
	return {
		displayName: 'Task',
		name: 'taskId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a task…',
				typeOptions: { searchListMethod: 'searchTasks', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. b15b7392-a83f-4e0e-9570-31dd2ec8f85c',
			},
		],
	};
}

/**
 * The chosen task's id.
 * @throws NodeOperationError when none is chosen
 */
export function taskIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const chosen: unknown = context.getNodeParameter('taskId', itemIndex, '', { extractValue: true });
	const taskId = String(chosen ?? '').trim();
	if (taskId === '') {
		throw new NodeOperationError(context.getNode(), "'Task' is empty", {
			itemIndex,
			description: 'Pick a task from the list, or switch to "By ID" and give its ID (任务 ID).',
		});
	}
	return taskId;
}

/** The path of the chosen task below its account: `/task/{task_id}`. */
export function taskPath(context: IExecuteFunctions, itemIndex: number): string {
	return `/task/${encodeURIComponent(taskIdOf(context, itemIndex))}`;
}

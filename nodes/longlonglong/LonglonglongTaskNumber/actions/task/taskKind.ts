import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const CLASSIC: INodePropertyOptions = { name: 'Classic', value: 'classic' };
export const NEW: INodePropertyOptions = { name: '2.0', value: 'new' };

/** The parameter for the kind of call tasks. Classic tasks and 2.0 tasks have different paths. */
export function taskKindProperty(options: INodePropertyOptions[], description: string): INodeProperties {
	return {
		displayName: 'Task Kind',
		name: 'taskKind',
		type: 'options',
		options,
		default: 'new',
		description,
	};
}

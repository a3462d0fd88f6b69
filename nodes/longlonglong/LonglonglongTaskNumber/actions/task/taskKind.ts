import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const CLASSIC: INodePropertyOptions = { name: 'Classic', value: 'classic' };
export const NEW: INodePropertyOptions = { name: '2.0', value: 'new' };

/** Which generation of call tasks is meant: each has paths of its own. */
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

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const CLASSIC: INodePropertyOptions = { name: 'Classic', value: 'classic' };
export const NEW: INodePropertyOptions = { name: '2.0', value: 'new' };

/** The generation of call tasks. Each generation has its own paths. */
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

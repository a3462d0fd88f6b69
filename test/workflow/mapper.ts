import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

/** A node with a column mapping, which does what a test gives it. */
export class Mapper implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Mapper',
		name: 'mapper',
		group: ['transform'],
		version: 1,
		description: 'Reads its column mapping',
		defaults: { name: 'Mapper' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{
				displayName: 'Columns',
				name: 'columns',
				type: 'resourceMapper',
				noDataExpression: true,
				default: { mappingMode: 'defineBelow', value: null },
				typeOptions: {
					resourceMapper: {
						resourceMapperMethod: 'none',
						mode: 'add',
						fieldWords: { singular: 'column', plural: 'columns' },
					},
				},
			},
			{ displayName: 'Rows From', name: 'rowsFrom', type: 'string', default: 'items' },
		],
	};

	constructor(readonly execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>) {}
}

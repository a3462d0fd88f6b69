import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as downloadNumbers from './downloadNumbers.operation';
import * as get from './get.operation';

export const operations = { downloadNumbers, get };

export const description: INodeProperties[] = [
	operationProperty(
		'importBatch',
		[
			{
				name: 'Download Numbers',
				value: 'downloadNumbers',
				action: 'Download the numbers of a callback',
				description: 'Get the numbers behind the address in a batch callback',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an import batch',
				description: 'See what became of an asynchronous import, by its batch number (unique_id)',
			},
		],
		'get',
	),
	...downloadNumbers.description,
	...get.description,
];

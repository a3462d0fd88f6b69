import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { parseJson } from '../http/json';
import { isRecord } from '../http/values';
import { isTool, rowsComeAsList } from '../rows/tool';
import { numberParameter } from './numberParameter';

const IN_A_TOOL = { show: { '@tool': [true] } };

const DEFAULT_MAX_ROWS = 1000;

/** The maximum number of rows in a call of a tool. It takes no expression and is read from the saved parameters, so no model can change it. */
export const maxRowsOption: INodeProperties = {
	displayName: 'Max Rows',
	name: 'maxRows',
	type: 'number',
	typeOptions: { minValue: 1 },
	noDataExpression: true,
	default: DEFAULT_MAX_ROWS,
	displayOptions: IN_A_TOOL,
	description: 'How many rows the model may send in one call. A call with more rows is refused.',
};

const ROWS_JSON: INodeProperties = {
	displayName: 'Rows as JSON',
	name: 'rowsJson',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	displayOptions: { show: { '@tool': [true], rowsFrom: ['json'] } },
	placeholder: 'e.g. [{"phone": "13800000001", "name": "王芳"}]',
	description:
		"A list of rows. A value belongs to a column when its name is the platform's name for the column, such as phone, the column's label, or the name of one of the account's own fields.",
	hint: 'Let the model fill it (✨), and list in its description the columns and the values that they take',
};

/** The source of an import's rows. These parameters are shown only in the panel of an AI agent's tool. */
export const toolRowsProperties: INodeProperties[] = [
	{
		displayName: 'Rows From',
		name: 'rowsFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Columns',
				value: 'items',
				description: 'One row for each call; the model fills the columns that you leave to it',
			},
			{ name: 'JSON List', value: 'json', description: 'A whole list of rows in one call' },
		],
		default: 'items',
		displayOptions: IN_A_TOOL,
		description: 'How the model gives its rows',
	},
	ROWS_JSON,
];

/**
 * Reads the maximum number of rows from the saved parameters.
 * @throws NodeOperationError when it is no whole number, such as an expression
 */
function maxRowsOf(context: IExecuteFunctions): number {
	const { options } = context.getNode().parameters;
	const given = isRecord(options) ? (options as IDataObject).maxRows : undefined;
	return numberParameter(
		context.getNode(),
		{ label: 'Max Rows', value: given ?? DEFAULT_MAX_ROWS },
		{ advice: "Nothing was sent. Write the number into 'Options' of this node; it takes no expression." },
	);
}

/** Reads the rows in `rowsJson`, which holds a list or its JSON text. */
function listedRows(context: IExecuteFunctions): unknown[] {
	const given: unknown = context.getNodeParameter(ROWS_JSON.name, 0, '');
	const rows = typeof given === 'string' ? parseJson(given) : given;
	if (Array.isArray(rows) && rows.length > 0) return rows;
	const found = Array.isArray(rows) ? 'an empty list' : 'no JSON list of rows';
	throw new NodeOperationError(context.getNode(), `'${ROWS_JSON.displayName}' is ${found}`, {
		description: `Nothing was sent. Give a list with one object for each row, such as [{"phone": "13800000001"}].`,
	});
}

/**
 * Returns the items from which an import reads its rows: the node's input, or in a tool the list that the model sent.
 * @throws NodeOperationError when a tool gets no list, or more rows than allowed
 */
export function importItems(context: IExecuteFunctions): INodeExecutionData[] {
	if (!isTool(context.getNode())) return context.getInputData();
	const limit = maxRowsOf(context);
	const items = rowsComeAsList(context.getNode())
		? listedRows(context).map((row) => ({ json: row as IDataObject }))
		: context.getInputData();
	if (items.length <= limit) return items;
	throw new NodeOperationError(
		context.getNode(),
		`This call has ${items.length} rows, but at most ${limit} are allowed`,
		{
			description:
				"Nothing was sent. Send fewer rows in a call, or ask the owner of the workflow to raise 'Max Rows' in 'Options' of this node.",
		},
	);
}

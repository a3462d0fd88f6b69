import type { INode } from 'n8n-workflow';

import { isTool, rowsComeAsList } from '../../../nodes/rows/tool';

const node = (type: string, rowsFrom?: string) => ({ type, parameters: { rowsFrom } }) as unknown as INode;

it.each([
	['package.longlonglongCustomerTool', true],
	['package.longlonglongCustomer', false],
	['package.toolCustomer', false],
])('%s is the tool of an AI agent: %s', (type, expected) => {
	expect(isTool(node(type))).toBe(expected);
});

it.each([
	['customerTool', 'json', true],
	['customerTool', 'items', false],
	['customerTool', undefined, false],
	// the value is left over from when the node was a tool
	['customer', 'json', false],
])('the rows of %s with "Rows From" %s come as a list: %s', (type, rowsFrom, expected) => {
	expect(rowsComeAsList(node(type, rowsFrom))).toBe(expected);
});

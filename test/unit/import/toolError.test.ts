import type { INode } from 'n8n-workflow';

import { toolError } from '../../../nodes/import/toolError';

const node = (type: string) => ({ type }) as INode;
const error = (message: string, description?: unknown) => Object.assign(new Error(message), { description });

const messageIn = (type: string, given: Error) => toolError(node(type), given).message;

describe('the error of a node that is an agent’s tool', () => {
	it('has its advice in the message, because a model is told nothing else', () => {
		expect(messageIn('customerTool', error('No task is chosen', 'Choose a task.'))).toBe(
			'No task is chosen. Choose a task.',
		);
		expect(messageIn('customerTool', error('No task. ', 'Choose a task.'))).toBe('No task. Choose a task.');
	});

	it('has it only once', () => {
		const given = error('No task. Choose a task.', 'Choose a task.');
		expect(messageIn('customerTool', given)).toBe('No task. Choose a task.');
	});

	it.each([undefined, null, '', '  ', 7])('is as it was when its advice is %j', (description) => {
		expect(messageIn('customerTool', error('No task', description))).toBe('No task');
	});

	it('is as it was without any advice', () => {
		expect(messageIn('customerTool', new Error('No task'))).toBe('No task');
	});
});

it('the error of any other node is as it was: the editor shows the advice below', () => {
	const given = error('No task', 'Choose a task.');
	expect(toolError(node('customer'), given)).toBe(given);
	expect(given.message).toBe('No task');
});

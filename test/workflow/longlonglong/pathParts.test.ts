import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { listSearch } from '../harness';
import { useSandbox } from '../import/importing';
import { byId, nodeFor, run } from './panel';

const sandbox = useSandbox();
const taskId = byId(LONGLONGLONG.tasks.classicPaused);

/** Every parameter that becomes a part of a path. */
const PARTS: Array<[string, string, (text: string) => IDataObject]> = [
	['customer: getMany', 'Stage Name', (text) => ({ stage: 'other', stageName: text })],
	['customer: getMany', 'Stage', (text) => ({ stage: `={{ ${JSON.stringify(text)} }}` })],
	['customer: getMany', 'User ID', (userId) => ({ userId })],
	['customer: moveToTask', 'Task', (text) => ({ taskId: byId(text), confirmMoveAll: true })],
	['customerField: update', 'Custom Field', (text) => ({ fieldId: byId(text), updateFields: { sort: 1 } })],
	['importBatch: get', 'Batch Number', (uniqueId) => ({ uniqueId })],
	['number: getMany', 'Task', (text) => ({ taskId: byId(text) })],
	['number: reset', 'Task', (text) => ({ taskId: byId(text), filters: { phones: '13300000000' } })],
	['task: pause', 'Task', (text) => ({ taskId: byId(text) })],
	['task: delete', 'Task', (text) => ({ taskId: byId(text) })],
	['callRecord: get', 'Record ID', (recordId) => ({ taskId, recordId })],
];

describe.each(PARTS)('%s', (operation, label, parameters) => {
	it.each(['..', '.', '../clue', 'a/b', '..\\clue', '\u0000'])(
		`takes no path as '${label}': %j`,
		async (text) => {
			const { error } = await run(sandbox.current, operation, parameters(text));
			expect(error?.message).toBe(`'${label}' must not be a path, such as '..' or a text with a slash`);
			expect(sandbox.current.requests.count).toBe(0);
		},
	);

	it(`sends other signs in '${label}' encoded`, async () => {
		sandbox.current.seed({ customers: 1 });
		await run(sandbox.current, operation, parameters('%2e%2e?a=1#b'));
		expect(sandbox.current.requests.last()?.path).toContain('/%252e%252e%3Fa%3D1%23b');
	});
});

it('the lists of the panel take none from the credential either', async () => {
	const node = nodeFor(sandbox.current, 'number: getMany', { userId: '..' });
	await expect(listSearch(node, 'searchTasks')).rejects.toThrow("'User ID' must not be a path");
	expect(sandbox.current.requests.count).toBe(0);
});

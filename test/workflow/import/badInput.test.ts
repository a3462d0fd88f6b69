import type { IDataObject } from 'n8n-workflow';
import { LONGLONGLONG } from '../../../sandbox';
import { runNode } from '../harness';
import { bodyOf, contacts, countBy, importNode, refusal, runImport, useSandbox } from './importing';
import {
	CUSTOMER_IMPORT,
	CUSTOMER_UPSERT,
	LONGLONGLONG_OPERATIONS,
	NUMBER_ADD,
	NUMBER_ADD_ASYNC,
	OPERATIONS,
} from './testedImports';
import type { ImportOperation } from './testedImports';

const sandbox = useSandbox();
const rows = contacts(3);

describe.each(OPERATIONS)('$name', (operation) => {
	const { limit } = operation;
	const badOptions: Array<[string, string, string | number, string]> = [
		['batchSize', 'Batch Size', 0, `from 1 to ${limit}, not 0`],
		['batchSize', 'Batch Size', limit + 1, `from 1 to ${limit}, not ${limit + 1}`],
		['batchSize', 'Batch Size', 'abc', `from 1 to ${limit}, not "abc"`],
		['batchSize', 'Batch Size', 1.5, `from 1 to ${limit}, not 1.5`],
		['batchSize', 'Batch Size', -1, `from 1 to ${limit}, not -1`],
		['batchSize', 'Batch Size', '', `from 1 to ${limit}, not ""`],
		['batchesAtOnce', 'Batches at Once', 0, 'of 1 or more, not 0'],
		['batchInterval', 'Batch Interval (Ms)', -5, 'of 0 or more, not -5'],
		['maxTries', 'Max Tries', 0, 'of 1 or more, not 0'],
		['timeout', 'Timeout (Ms)', 'soon', 'of 1 or more, not "soon"'],
	];

	it.each(badOptions)(
		'%s (%s) of %j is refused by its name and bounds',
		async (name, label, value, words) => {
			const error = await refusal(operation, sandbox.current, { options: { [name]: value } });
			expect(error?.message).toBe(`'${label}' must be a whole number ${words}`);
			expect(error?.description).toContain(`Change '${label}' under 'Options'`);
		},
	);

	it.each([String(limit), `={{ ${limit} }}`, limit])('Batch Size %j is fine', async (batchSize) => {
		const { success } = await runImport(operation, sandbox.current, { rows, options: { batchSize } });
		expect(success).toHaveLength(3);
	});

	it('with On Error set to continue, a bad option leaves no row by Success', async () => {
		const { success, failed } = await runImport(operation, sandbox.current, {
			rows,
			options: { batchSize: 0 },
			onError: 'continueRegularOutput',
		});
		expect(success).toEqual([]);
		expect(countBy(failed, 'status')).toEqual({ notSent: 3 });
		expect(failed[0]).toMatchObject({ ...rows[0], reasonCode: 'node' });
		expect(failed[0]?.reason).toContain("'Batch Size' must be");
	});

	it('no column mapped is refused', async () => {
		const mapping = { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] };
		const error = await refusal(operation, sandbox.current, { mapping });
		expect(error?.message).toBe("No column is mapped in 'Columns'");
		expect(error?.description).toContain('Map at least the required columns');
	});

	it('no credential is an error of the node', async () => {
		const { type, parameters } = importNode(operation, sandbox.current);
		const { error, outputs } = await runNode({ node: { type, parameters }, items: rows });
		expect(error?.message).toBe('Node does not have any credentials set');
		expect(outputs).toEqual([]);
	});
});

const VARYING: Array<[ImportOperation, IDataObject, string]> = [
	...LONGLONGLONG_OPERATIONS.map((operation): [ImportOperation, IDataObject, string] => [
		operation,
		{ userId: '={{ $json.person === "客户 2" ? "another" : $json.mobile.slice(0, 5) }}' },
		'User ID',
	]),
	...[NUMBER_ADD, NUMBER_ADD_ASYNC].map((operation): [ImportOperation, IDataObject, string] => [
		operation,
		{ taskId: { __rl: true, mode: 'id', value: '={{ $itemIndex < 2 ? "a" : "b" }}' } },
		'Task',
	]),
	[CUSTOMER_UPSERT, { whenExists: '={{ $itemIndex < 2 ? "merge" : "replace" }}' }, 'When Customer Exists'],
	...OPERATIONS.map((operation): [ImportOperation, IDataObject, string] => [
		operation,
		{ options: { batchSize: '={{ 1 + Math.floor($itemIndex / 2) }}' } },
		'Options',
	]),
];

describe('an expression that differs between rows, where one import can have only one value, is refused', () => {
	const named = VARYING.map(([operation, parameters, label]) => ({
		...{ name: `${operation.name}: ${label}`, operation, parameters, label },
	}));
	it.each(named)('$name', async ({ operation, parameters, label }) => {
		const error = await refusal(operation, sandbox.current, { parameters });
		expect(error?.message).toContain(`'${label}' is not the same for all rows`);
		expect(error?.description).toMatch(/^Item 2 gives another value than item 0.*Split the rows/);
	});

	it.each([NUMBER_ADD, NUMBER_ADD_ASYNC])(
		'$name: one that gives every row the same is fine',
		async (operation) => {
			const task = `={{ $('Source').first().json.person ? '${LONGLONGLONG.tasks.newPaused}' : '' }}`;
			const taskId = { __rl: true, mode: 'id', value: task };
			const { success } = await runImport(operation, sandbox.current, { rows, parameters: { taskId } });
			expect(success).toHaveLength(3);
		},
	);
});

describe.each(LONGLONGLONG_OPERATIONS)('$name', (operation) => {
	it('without a user ID anywhere is refused, and both places are named', async () => {
		const error = await refusal(operation, sandbox.current, { credential: { userId: ' ' } });
		expect(error?.message).toBe('There is no account to work on');
		expect(error?.description).toBe(
			"Fill in 'User ID' of the Longlonglong credential, or 'User ID' of this node.",
		);
	});

	it('takes the user ID of the node before that of the credential', async () => {
		const { success } = await runImport(operation, sandbox.current, {
			rows,
			credential: { userId: 'of-somebody-else' },
			parameters: { userId: `={{ "${LONGLONGLONG.userId} " }}` },
		});
		expect(success).toHaveLength(3);
	});

	it('with an unknown user ID is an error with the platform’s words', async () => {
		const parameters = { userId: 'no body' };
		const { error, requests } = await runImport(operation, sandbox.current, { rows, parameters });
		expect(error).toMatchObject({ name: 'NodeApiError', message: '用户不存在' });
		expect(error?.description).toMatch(/Check the user ID/);
		expect(requests[0]?.url).toContain('/user/no%20body/');
	});

	it('works with a token that was pasted with its "Bearer" and spaces', async () => {
		const credential = { accessToken: ` Bearer ${LONGLONGLONG.token}\n` };
		const { success } = await runImport(operation, sandbox.current, { rows, credential });
		expect(success).toHaveLength(3);
	});
});

describe.each([NUMBER_ADD, NUMBER_ADD_ASYNC])('$name', (operation) => {
	it('without a task: n8n does not start the workflow', async () => {
		const node = importNode(operation, sandbox.current, {
			parameters: { taskId: { __rl: true, mode: 'list', value: '' } },
		});
		await expect(runNode({ node, items: rows })).rejects.toThrow(/Parameter "Task" is required/);
	});

	it('with an expression that gives no task is refused, with the way out', async () => {
		const taskId = { __rl: true, mode: 'id', value: '={{ $json.nothing }}' };
		const error = await refusal(operation, sandbox.current, { parameters: { taskId } });
		expect(error?.message).toBe("'Task' is empty");
		expect(error?.description).toMatch(/Pick a task from the list, or .*"By ID"/);
	});
});

describe(CUSTOMER_UPSERT.name, () => {
	it.each(['', 'abc', '1.5', '12 3', '0123'])('Tenant ID %j is refused by its name', async (tenantId) => {
		const error = await refusal(CUSTOMER_UPSERT, sandbox.current, { credential: { tenantId } });
		expect(error?.message).toBe("'Tenant ID' of the NXLink credential must be a number");
		expect(error?.description).toContain('团队 ID');
	});

	it('When Customer Exists with an unknown value is refused by its name', async () => {
		const error = await refusal(CUSTOMER_UPSERT, sandbox.current, {
			parameters: { whenExists: '={{ "overwrite" }}' },
		});
		expect(error?.message).toMatch(/^'When Customer Exists' must be one of/);
	});

	it('works with key and secret that were pasted with spaces', async () => {
		const { accessKey, accessSecret, appKey } = CUSTOMER_UPSERT.credential.data;
		const credential = {
			accessKey: ` ${String(accessKey)}`,
			accessSecret: `${String(accessSecret)}\n`,
			appKey: ` ${String(appKey)} `,
			tenantId: ' 123 ',
		};
		const { success, requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows, credential });
		expect(success).toHaveLength(3);
		expect(requests[0] && bodyOf(requests[0])).toMatchObject({ tenant_id: 123, app_key: appKey });
	});
});

it('a phone can come as number, with letters or empty in one import, and each row says so', async () => {
	const { success, failed } = await runImport(CUSTOMER_IMPORT, sandbox.current, {
		rows: [{ mobile: 13800000000 }, { mobile: '1380000ABCD' }, { mobile: '' }],
	});
	expect(success).toMatchObject([{ mobile: 13800000000, status: 'accepted' }]);
	expect(failed.map(({ reasonCode }) => reasonCode)).toEqual(['notAPhone', 'required']);
});

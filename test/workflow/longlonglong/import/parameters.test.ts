import { LONGLONGLONG } from '../../../../sandbox';
import { runNode } from '../../harness';
import { bodyOf, contacts, importNode, refusal, runImport, useSandbox } from '../../import/importing';
import { LONGLONGLONG_IMPORTS, NUMBER_ADD, TASK_IMPORTS } from '../../import/records/longlonglong';

const sandbox = useSandbox();
const { subUserIds } = LONGLONGLONG;
const rows = contacts(3);

describe.each(LONGLONGLONG_IMPORTS)('$name', (operation) => {
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

	it('works with a user ID that was pasted with spaces into the credential', async () => {
		const credential = { userId: ` ${LONGLONGLONG.userId}\n` };
		const { success, requests } = await runImport(operation, sandbox.current, { rows, credential });
		expect(success).toHaveLength(3);
		expect(requests[0]?.path).toContain(`/user/${LONGLONGLONG.userId}/`);
	});

	it('with an unknown user ID is an error with the platform’s words', async () => {
		const parameters = { userId: 'no body' };
		const { error, requests } = await runImport(operation, sandbox.current, { rows, parameters });
		expect(error).toMatchObject({ name: 'NodeApiError', message: '用户不存在' });
		expect(error?.description).toMatch(/Check the user ID/);
		expect(requests[0]?.url).toContain('/user/no%20body/');
	});
});

describe.each(TASK_IMPORTS)('$name', (operation) => {
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

	it('with an expression that gives every row the same task is fine', async () => {
		const task = `={{ $('Source').first().json.person ? '${LONGLONGLONG.tasks.newPaused}' : '' }}`;
		const taskId = { __rl: true, mode: 'id', value: task };
		const { success } = await runImport(operation, sandbox.current, { rows, parameters: { taskId } });
		expect(success).toHaveLength(3);
	});
});

it.each(LONGLONGLONG_IMPORTS)(
	'$name: works on the sub-account of the options, but for rows that name another',
	async (operation) => {
		const rows = contacts(2).map((row, index) => ({ ...row, account: index ? subUserIds[1] : '' }));
		const { requests, sent } = await runImport(operation, sandbox.current, {
			rows,
			columns: { sub_user_id: '={{ $json.account }}' },
			options: { subUserId: ` ${subUserIds[0]} ` },
		});
		expect(requests[0] && bodyOf(requests[0]).sub_user_id).toBe(subUserIds[0]);
		expect(sent[0]?.map((row) => row.sub_user_id)).toEqual([subUserIds[0], subUserIds[1]]);
	},
);

it('Summary names the account of the node, not that of the credential, when both are given', async () => {
	const { userId } = NUMBER_ADD.credential.data;
	const { summary } = await runImport(NUMBER_ADD, sandbox.current, {
		...{
			rows: contacts(1),
			credential: { userId: 'another' },
			parameters: { userId: ` ${String(userId)} ` },
		},
	});
	expect(summary).toMatchObject({ userId, success: 1 });
});

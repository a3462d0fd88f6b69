import { LONGLONGLONG } from '../../../../sandbox';
import { contacts, runImport, useSandbox } from '../../import/importing';
import { CUSTOMER_IMPORT, NUMBER_ADD, TASK_IMPORTS } from '../../import/records/longlonglong';
import { byId } from '../../import/testedImports';

const sandbox = useSandbox();

describe('a certain no of the task', () => {
	const noes: Array<[string, string, string, RegExp]> = [
		['an unknown task', 'no-such-task', '任务不存在', /task ID/],
		['a running 2.0 task', LONGLONGLONG.tasks.newRunning, '2.0任务启动中,请先停止任务', /Pause it first/],
		['an inbound task', LONGLONGLONG.tasks.inbound, '呼入任务不支持导入号码', /Code 400/],
	];
	it.each(TASK_IMPORTS.flatMap((operation) => noes.map((no) => ({ operation, no }))))(
		'$operation.name: $no.0 is an error of the node',
		async ({ operation, no: [, taskId, message, advice] }) => {
			const { error, requests } = await runImport(operation, sandbox.current, {
				rows: contacts(2),
				parameters: { taskId: byId(taskId) },
			});
			expect(error).toMatchObject({ name: 'NodeApiError', message });
			expect(error?.description).toMatch(advice);
			// A refusal with code 400 may be about the rows: they are tried alone.
			expect(requests).toHaveLength(advice.test('Code 400') ? 3 : 1);
			expect(sandbox.current.longlonglong.storings).toEqual([]);
		},
	);
});

describe.each(TASK_IMPORTS)('$name', (operation) => {
	const { tasks } = LONGLONGLONG;

	it.each([
		['a 2.0 task that runs', tasks.newRunning, '2.0任务启动中', '6007'],
		['an inbound task', tasks.inbound, 'inbound task', 'inbound'],
		['a task that nobody knows', 'b15b7392-0000-4000-8000-00000000dead', '', ''],
	])('%s is found by a check, as the import would find it', async (_what, id, message, code) => {
		const parameters = { taskId: byId(id) };
		const checked = await runImport(operation, sandbox.current, {
			rows: contacts(2),
			parameters: { ...parameters, checkOnly: true },
		});
		expect(checked.error?.message).toContain(message);
		expect(String(checked.error?.description)).toContain(code);
		const imported = await runImport(operation, sandbox.current, { rows: contacts(2), parameters });
		expect(imported.error).toBeDefined();
		if (code === '6007') expect(checked.error?.message).toBe(imported.error?.message);
	});

	it.each([
		['classic, paused', tasks.classicPaused],
		['2.0, paused', tasks.newPaused],
	])('a task that takes numbers (%s) passes', async (_what, id) => {
		const { success, outputs } = await runImport(operation, sandbox.current, {
			rows: contacts(2),
			parameters: { taskId: byId(id), checkOnly: true },
		});
		expect(success).toHaveLength(2);
		expect(outputs[2]?.[0]?.json).toMatchObject({ warnings: [], taskId: id });
	});
});

it('a classic task that runs takes numbers, so a check passes', async () => {
	sandbox.current.seed({ tasks: 8 });
	const task = [...sandbox.current.longlonglong.tasks.values()].find(
		({ kind, state, isCallIn }) => kind === 'classic' && state === 'running' && !isCallIn,
	);
	const { success, outputs } = await runImport(NUMBER_ADD, sandbox.current, {
		rows: contacts(1),
		parameters: { taskId: byId(String(task?.id)), checkOnly: true },
	});
	expect([success.length, outputs[2]?.[0]?.json.warnings]).toEqual([1, []]);
});

it('a check of the pool asks for the token and nothing else', async () => {
	await runImport(CUSTOMER_IMPORT, sandbox.current, { rows: contacts(1), parameters: { checkOnly: true } });
	expect(sandbox.current.requests.all().map(({ method, path }) => `${method} ${path}`)).toEqual([
		'GET /agent-api/token',
	]);
});

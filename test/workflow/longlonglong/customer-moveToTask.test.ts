import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, pairs, run, wires } from './panel';

const sandbox = useSandbox();
const { tasks, components, userId } = LONGLONGLONG;

describe('customer: moveToTask', () => {
	const move = (parameters: object, setup: object = {}) =>
		run(sandbox.current, 'customer: moveToTask', { taskId: byId(tasks.newPaused), ...parameters }, setup);
	const path = `/user/{user}/customer_to_task/${tasks.newPaused}?user_id=${userId}`;
	const moves = () => wires(sandbox.current).filter((wire) => wire.includes('customer_to_task'));
	beforeEach(() => sandbox.current.seed({ customers: 6 }));

	it('moves the customers that fit, and gives the batch number', async () => {
		const { json, outputs } = await move({ filters: { phone: '+86 133 0000 0000', operator: [1] } });
		expect(moves()).toEqual([
			`GET ${path}&phone=13300000000&operator%5B0%5D=1 {"phone":"13300000000","operator":[1]}`,
		]);
		expect(json).toEqual([
			{
				status: 'accepted',
				uniqueId: expect.any(String) as string,
				taskId: tasks.newPaused,
				customers: 1,
				message: '号码导入任务信息请在回调中查收',
			},
		]);
		expect(pairs(outputs[0])).toEqual([0]);
		sandbox.current.finishPending();
		expect([...(sandbox.current.longlonglong.tasks.get(tasks.newPaused)?.numbers.keys() ?? [])]).toEqual([
			'13300000000',
		]);
	});

	it('sends the sample of the manual as a body', async () => {
		const filters = {
			components: { component: [{ id: byId('280f5b43-0777-479d-b735-7270790aee92'), value: '腾讯' }] },
			phone: '13012121212',
			createdAfter: '2021-06-30T05:20:28Z',
			createdBefore: '2021-06-30T05:25:28.000+00:00',
			operator: [1],
		};
		sandbox.current.faults.add({
			kind: 'answer',
			path: '/get_customer',
			body: '{"code":200,"status":"success","data":[],"meta":{"total":1}}',
		});
		await move({ filters, confirmMoveAll: true, options: { filtersIn: 'body' } });
		expect(moves()).toEqual([
			`GET ${path} {"components":[{"id":"280f5b43-0777-479d-b735-7270790aee92","value":"腾讯"}],"phone":"13012121212",` +
				'"created_at":["2021-06-30 13:20:28","2021-06-30 13:25:28"],"operator":[1]}',
		]);
	});

	it('asks before it moves the whole pool', async () => {
		const refused = await move({});
		expect(refused.error).toMatchObject({
			message: `Without a filter, every customer of the public pool (公海) would go into the task ${tasks.newPaused}: nothing was sent`,
			description: expect.stringContaining("switch on 'Move the Whole Pool'") as string,
		});
		expect(sandbox.current.requests.count).toBe(0);
		const confirmed = await move({ confirmMoveAll: true });
		expect(confirmed.json).toMatchObject([{ status: 'accepted', customers: 6 }]);
		expect(moves()).toEqual([`GET ${path}`]);
	});

	it('takes that from the panel only, not from an input row or an AI agent', async () => {
		const { error } = await move({ confirmMoveAll: '={{ $json.yes }}' }, { items: [{ yes: true }] });
		expect(error?.message).toContain('nothing was sent');
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('refuses a filter whose expression finds nothing, even when the whole pool is confirmed', async () => {
		const { error } = await move({ confirmMoveAll: true, filters: { phone: '={{ $json.phone }}' } });
		expect(error?.message).toBe("'Phone' is empty");
		const half = await move({
			confirmMoveAll: true,
			filters: { createdAfter: '2024-01-01', createdBefore: '={{ $json.end }}' },
		});
		expect(half.error?.message).toBe("'Created Before' is empty");
		const component = [{ id: byId(components.text), value: '={{ $json.product }}' }];
		const pair = await move({
			confirmMoveAll: true,
			filters: { phone: '13300000000', components: { component } },
		});
		expect(pair.error?.message).toBe("'Custom Fields' is empty");
		expect(sandbox.current.requests.count).toBe(0);
	});

	it.each(['cutAfter', 'errorAfter', 'halfJson'] as const)(
		'is sent once and unconfirmed after %s, whatever Retry On Fail says',
		async (kind) => {
			sandbox.current.faults.add({ kind, path: '/customer_to_task', times: Infinity });
			const { json, error } = await move(
				{ filters: { phone: '13300000000' } },
				{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			);
			expect(error).toBeUndefined();
			expect(json).toEqual([
				{
					status: 'unconfirmed',
					reason: expect.any(String) as string,
					reasonCode: expect.any(String) as string,
					taskId: tasks.newPaused,
					customers: 1,
				},
			]);
			expect(moves()).toHaveLength(1);
		},
	);

	it('is not repeated after 429 either', async () => {
		sandbox.current.faults.add({ kind: 'tooMany', path: '/customer_to_task' });
		const { error } = await move({ filters: { phone: '13300000000' } });
		expect(error).toMatchObject({ httpCode: '429' });
		expect(moves()).toHaveLength(1);
	});

	const items = [{ task: 'unknown' }, { task: tasks.newPaused }, { task: 'unknown' }];
	const taskId = { __rl: true, mode: 'id', value: '={{ $json.task }}' };
	const filters = { phone: '13300000000' };
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('never moves an item twice under Retry On Fail, when others fail', async () => {
		const { json } = await move(
			{ taskId, filters },
			{ items, onError: 'continueRegularOutput', ...retrying },
		);
		expect(json.map(({ status }) => status)).toEqual(['failed', 'accepted', 'failed']);
		expect(moves()).toHaveLength(3);
		sandbox.current.requests.clear();
		const stopped = await move({ taskId, filters }, { items: items.slice(1), ...retrying });
		expect(stopped.json.map(({ status }) => status)).toEqual(['accepted', 'failed']);
		expect(moves()).toHaveLength(2);
	});

	it('sends failing items to the error output otherwise', async () => {
		const { outputs } = await move({ taskId, filters }, { items, onError: 'continueErrorOutput' });
		expect(outputs.map(pairs)).toEqual([[1], [0, 2]]);
	});

	it('names the operation that pauses a 2.0 task', async () => {
		const { error } = await move({ taskId: byId(tasks.newRunning), filters });
		expect(error).toMatchObject({
			message: '2.0任务启动中,请先停止任务',
			description: expect.stringContaining("operation 'Pause'") as string,
		});
	});
});

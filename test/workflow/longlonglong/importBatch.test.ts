import type { Settings } from '../../../sandbox';
import { LONGLONGLONG } from '../../../sandbox';
import { startNode } from '../harness';
import { useSandbox } from '../import/importing';
import type * as ShortSleep from '../import/shortSleep';
import { pauses } from '../import/shortSleep';

import { byId, nodeFor, pairs, run, startBatch, wires } from './panel';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox({ finishAfterMs: 60_000 });
const { subUserIds, userId } = LONGLONGLONG;

describe('importBatch: get', () => {
	afterEach(() => {
		pauses.on = () => {};
	});

	it("gives the platform's answer as it is, by the batch number of the item", async () => {
		const uniqueId = await startBatch(sandbox.current);
		const options = { subUserId: byId(subUserIds[0]) };
		const { json, outputs } = await run(
			sandbox.current,
			'importBatch: get',
			{ options },
			{ items: [{ uniqueId }] },
		);
		expect(wires(sandbox.current)).toEqual([
			`GET /user/{user}/identification/${uniqueId}?sub_user_id=${subUserIds[0]}`,
		]);
		expect(json).toEqual([
			{
				code: 200,
				status: 'success',
				message: '查看回调数据成功',
				data: { unique_id: uniqueId, status: 0, status_str: '处理中' },
			},
		]);
		expect(pairs(outputs[0])).toEqual([0]);
	});

	const pendings: Array<Settings['pendingBatch']> = ['status', 'emptyData', 'notFound'];

	it.each(pendings)(
		'waits with growing pauses while an unfinished batch looks like "%s"',
		async (pendingBatch) => {
			sandbox.current.settings.pendingBatch = pendingBatch;
			const uniqueId = await startBatch(sandbox.current);
			const waited: number[] = [];
			pauses.on = (ms) => {
				waited.push(ms);
				if (sandbox.current.requests.count === 3) sandbox.current.finishPending();
			};
			const { json, hints } = await run(sandbox.current, 'importBatch: get', {
				uniqueId,
				options: { waitSeconds: 600 },
			});
			expect(json).toMatchObject([{ data: { status_str: '已完成' } }]);
			expect(hints).toEqual([]);
			expect(sandbox.current.requests.count).toBe(4);
			expect(waited.reduce((sum, ms) => sum + ms)).toBe(1_000 + 1_500 + 2_250);
		},
	);

	it('gives what it has when the time is over, and says so', async () => {
		const uniqueId = await startBatch(sandbox.current);
		const options = { waitSeconds: 0.01 };
		const { error } = await run(sandbox.current, 'importBatch: get', { uniqueId, options });
		expect(error?.message).toContain("'Wait Up To (Seconds)' must be a whole number of 1 or more");
		const { json, hints } = await run(sandbox.current, 'importBatch: get', {
			uniqueId,
			options: { waitSeconds: 1 },
		});
		expect(json).toMatchObject([{ data: { status_str: '处理中' } }]);
		expect(hints).toMatchObject([
			{ type: 'warning', message: expect.stringContaining('After 1 seconds') as string },
		]);
	});

	it('names the batch number that is not there, at once or when the time is over', async () => {
		const message = `回调数据不存在 (sent: user ID ${userId}, batch number gone)`;
		expect((await run(sandbox.current, 'importBatch: get', { uniqueId: 'gone' })).error?.message).toBe(
			message,
		);
		const options = { waitSeconds: 1 };
		const waited = await run(sandbox.current, 'importBatch: get', { uniqueId: 'gone', options });
		expect(waited.error?.message).toBe(message);
		const empty = await run(sandbox.current, 'importBatch: get', { uniqueId: '={{ $json.none }}' });
		expect(empty.error?.message).toBe("'Batch Number' is empty");
	});

	it('stops waiting when the cancel button is pressed', async () => {
		const uniqueId = await startBatch(sandbox.current);
		const node = nodeFor(sandbox.current, 'importBatch: get', { uniqueId, options: { waitSeconds: 36_000 } });
		const execution = startNode({ node, items: [{}] });
		pauses.on = () => execution.cancel();
		expect((await execution.result).executionStatus).toBe('canceled');
		expect(sandbox.current.requests.count).toBe(1);
	});
});

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, pairs, run, wires } from './panel';

const sandbox = useSandbox();
const { tasks, subUserIds } = LONGLONGLONG;
const taskId = byId(tasks.classicPaused);
const subAccount = { subUserId: byId(subUserIds[0]) };
const task = `/user/{user}/task/${tasks.classicPaused}`;

describe('callRecord', () => {
	beforeEach(() => sandbox.current.seed({ numbers: 5, records: 20 }));

	it('getMany lists the calls of a task, with the intention level in words', async () => {
		const { json } = await run(sandbox.current, 'callRecord: getMany', { taskId, limit: 2 });
		expect(wires(sandbox.current)).toEqual([`GET ${task}/record?page=1&per_page=2`]);
		expect(json).toMatchObject([
			{ record_id: expect.any(String) as string, intention_results: 2, intention_results_name: 'B (2)' },
			{ intention_results: 3, intention_results_name: 'C (3)' },
		]);
		expect(json[0]).not.toHaveProperty('send_wechat_data');
	});

	it('getMany filters by all that is documented', async () => {
		await run(sandbox.current, 'callRecord: getMany', {
			taskId,
			filters: {
				levels: '[[1,2],[3]]',
				keyword: '133',
				calledAfter: '2024-03-14',
				calledBefore: '2025-03-14',
				intentionTags: [1, 2],
				hungUpAfter: '2024-03-14',
				hungUpBefore: '2025-03-15',
			},
			options: { filtersIn: 'body', ...subAccount },
		});
		expect(wires(sandbox.current)).toEqual([
			`GET ${task}/record?page=1&per_page=50&sub_user_id=${subUserIds[0]} {"levels":[[1,2],[3]],"keyword":"133",` +
				'"start_at":"2024-03-14 00:00:00","end_at":"2025-03-14 00:00:00","intention_tags":[1,2],' +
				'"hangup_date":["2024-03-14 00:00:00","2025-03-15 00:00:00"]}',
		]);
	});

	it('get gives what was said in one call', async () => {
		const recordId = [...sandbox.current.longlonglong.records.keys()][0];
		const { json, outputs } = await run(
			sandbox.current,
			'callRecord: get',
			{ taskId, recordId: '={{ $json.callid }}' },
			{ items: [{ callid: recordId }] },
		);
		expect(wires(sandbox.current)).toEqual([`GET ${task}/detail/${recordId}`]);
		expect(json).toEqual([
			{ records: [expect.objectContaining({ record_id: recordId, answer_text: '方便' }), expect.anything()] },
		]);
		expect(pairs(outputs[0])).toEqual([0]);
	});

	it('get says which call is not there', async () => {
		const { error } = await run(sandbox.current, 'callRecord: get', { taskId, recordId: 'no such call' });
		expect(error?.message).toBe(
			`通话记录不存在 (sent: user ID ${LONGLONGLONG.userId}, task ID ${tasks.classicPaused}, record ID no such call)`,
		);
	});
});

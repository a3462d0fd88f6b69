import type { Call, Reply } from '../../http/call';
import type { World } from '../../world';
import { ownerOf, taskOf } from '../access';
import { Complaints, isSent, numbers, span, spanOfTwo, text, WORDS } from '../checks';
import type { CallRecord } from '../data/model';
import { Refusal, success } from '../envelope';
import { readInput } from '../input';
import { page } from '../paging';
import { intentionLetter } from '../records';

const INTENTIONS = [1, 2, 3, 4, 5];

/** GET task/{task_id}/record: the calls of a task, newest first (D-rec-list, M-rec-list); some fields are inferred. */
export function listRecords(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	if (isSent(input.sub_user_id)) ownerOf(input, world.longlonglong, complaints);
	const keyword = text(input, 'keyword', complaints);
	const intentions = numbers(input, 'intention_tags', complaints, INTENTIONS);
	const called = spanOfTwo(input, 'start_at', 'end_at', complaints, world.clock);
	const hungUp = span(input, 'hangup_date', complaints, world.clock);
	// No page explains the numbers in this list of lists. It is checked, but does not filter.
	const { levels } = input;
	if (isSent(levels) && !(Array.isArray(levels) && levels.every(Array.isArray)))
		complaints.add('levels', WORDS.array);
	const found = [...world.longlonglong.records.values()].filter(
		(record) =>
			record.taskId === task.id &&
			(keyword === undefined || record.number.includes(keyword)) &&
			(intentions === undefined || intentions.includes(record.intention)) &&
			(!called || (record.startedAt >= called.from && record.startedAt <= called.to)) &&
			(!hungUp || (hangUpOf(record) >= hungUp.from && hangUpOf(record) <= hungUp.to)),
	);
	const { rows, meta } = page(found, input, complaints, world.settings, { pageRequired: false });
	const data = rows.map((record) => describeRecord(world, record));
	return success('查看通话记录列表成功', data, meta);
}

function hangUpOf({ startedAt, duration }: CallRecord): number {
	return startedAt + duration * 1000;
}

function describeRecord(world: World, record: CallRecord) {
	const customer = world.longlonglong.customerByPhone(record.number);
	const components = (customer?.components ?? []).map(({ id, value }) => {
		const component = world.longlonglong.components.get(id);
		return { id, name: component?.name ?? '', type: component?.type ?? 'text', value };
	});
	return {
		record_id: record.recordId,
		callid: record.recordId,
		task_id: record.taskId,
		number: record.number,
		name: record.name,
		company: record.company,
		calldate: world.clock.text(record.startedAt),
		hangup_date: world.clock.text(hangUpOf(record)),
		duration: record.duration,
		bill: record.bill,
		intention_results: record.intention,
		intention_tag: intentionLetter(record.intention),
		rounds: record.rounds,
		score: record.score,
		operator_name: '联通',
		extra: record.extra,
		tags: [],
		tag_groups: [],
		send_wechat_data: null,
		components,
	};
}

/** GET task/{task_id}/detail/{record_id}: the dialogue of a call (D-rec-det, M-rec-det). */
export function showRecord(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	const record = world.longlonglong.records.get(call.params.recordId ?? '');
	if (!record || record.taskId !== task.id) throw new Refusal(404, '通话记录不存在');
	const records = record.dialogue.map(({ question, answer }, index) => ({
		id: index + 1,
		record_id: record.recordId,
		task_id: task.id,
		notify: 'asrmessage_notify',
		callid: record.recordId,
		callee: record.number,
		question,
		answer_text: answer,
	}));
	return success('查看通话详情成功', { records });
}

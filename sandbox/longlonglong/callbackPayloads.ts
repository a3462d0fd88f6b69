import { randomUUID } from 'node:crypto';
import { LONGLONGLONG } from '../accounts';
import type { CallbackKind } from '../settings';
import type { World } from '../world';
import type { CallRecord, Task } from './data/model';
import { intentionLetter, recordOnDemand } from './records';
import { describeTask } from './taskView';

/** The contents of a callback on demand. Each part has a default. */
export interface CallbackWish {
	taskId?: string;
	uniqueId?: string;
	/** One number gives a `single` callback if the platform has one for the kind; several give a `batch`. */
	numbers?: string[];
	/** Overrides the form that follows from the number of numbers. */
	mode?: 'single' | 'batch';
	/** Number of rows of a `call` callback; the default is 1. */
	count?: number;
	/** For a `task` callback: 1 created, 2 deleted. The meaning of 2 is inferred. */
	taskEvent?: number;
}

const SOME_NUMBERS = ['13012121212', '13924667471'];

/** @returns the payload of a callback, as the manual's samples show it (longlonglong.md, section 5). */
export function payloadOf(world: World, kind: CallbackKind, wish: CallbackWish): unknown {
	switch (kind) {
		case 'api_customer_to_task':
			return batchPayload(world, kind, wish);
		case 'import_number':
		case 'del_number':
			return numberPayload(world, kind, wish);
		case 'task':
			return taskPayload(world, wish);
		case 'call':
			return callPayload(world, wish);
		case 'async_customer':
		case 'async_number':
			return importPayload(world, kind, wish);
		case 'other':
			return {
				type: 'sms_report',
				user_id: LONGLONGLONG.userId,
				data: { phone: '13012121212', state: 'delivered' },
			};
	}
}

/** Section 5.2 and the batch form of 5.3: the client downloads the numbers from `data.url`. */
function batchPayload(world: World, type: string, wish: CallbackWish) {
	const key = world.longlonglong.offerDownload(wish.numbers ?? SOME_NUMBERS);
	return {
		mode: 'batch',
		type,
		unique_id: wish.uniqueId ?? randomUUID(),
		user_id: LONGLONGLONG.userId,
		task_id: wish.taskId ?? LONGLONGLONG.tasks.classicPaused,
		data: { url: `${world.url}${world.settings.pathPrefix}/agent-api/download-number?key=${key}` },
	};
}

/** Section 5.3: numbers were added or deleted in the web console. */
function numberPayload(world: World, type: 'import_number' | 'del_number', wish: CallbackWish) {
	const numbers = wish.numbers ?? SOME_NUMBERS.slice(0, wish.mode === 'batch' ? 2 : 1);
	const mode = wish.mode ?? (numbers.length > 1 ? 'batch' : 'single');
	const payload = batchPayload(world, type, { ...wish, numbers });
	return mode === 'batch' ? payload : { ...payload, mode, data: { number: numbers[0] } };
}

/** Not documented (5.6) [INF]. It has the form of 5.2, without a task for the public pool. */
function importPayload(world: World, kind: 'async_customer' | 'async_number', wish: CallbackWish) {
	const { task_id, ...payload } = batchPayload(
		world,
		kind === 'async_customer' ? 'import_customer' : kind,
		wish,
	);
	return kind === 'async_customer' ? payload : { ...payload, task_id };
}

/** Section 5.4: a task was created or deleted. `type` is a number here. */
function taskPayload(world: World, wish: CallbackWish) {
	const task = taskFor(world, wish);
	return { type: wish.taskEvent ?? 1, mode: 'saas_web', task_data: describeTask(world, task) };
}

/** Section 5.5: calls have finished. The rows are a batch under `count` and `data`. */
function callPayload(world: World, wish: CallbackWish) {
	const task = taskFor(world, wish);
	const rows = Array.from({ length: wish.count ?? 1 }, (_row, index) =>
		describeCall(world, task, recordOnDemand(world, task, wish.numbers?.[index])),
	);
	return { count: rows.length, data: rows };
}

function describeCall(world: World, task: Task, record: CallRecord) {
	return {
		calldate: world.clock.text(record.startedAt),
		answerdate: world.clock.text(record.startedAt + 4_000),
		bill: record.bill,
		duration: record.duration,
		callid: record.recordId,
		customer_id: world.longlonglong.customerByPhone(record.number)?.id ?? '',
		master_user_id: LONGLONGLONG.userId,
		user_id: task.ownerId,
		type: task.ownerId === LONGLONGLONG.userId ? 4 : 8,
		intention_results: record.intention,
		rounds: record.rounds,
		score: record.score,
		number_data: {
			number: record.number,
			hangupdate: world.clock.text(record.startedAt + record.duration * 1000),
			province: '上海',
			city: '上海',
			operator: '联通',
		},
		group: { id: 'b4a5e1d0-0000-4000-8000-000000000001', name: '回访话术' },
		task: { id: task.id, name: task.name },
		user: { id: task.ownerId, name: '演示账号' },
		level: { level_id: record.intention, level_name: intentionLetter(record.intention) },
		tags: [{ tag_id: 1, name: '有意向' }],
	};
}

function taskFor(world: World, wish: CallbackWish): Task {
	const task = world.longlonglong.tasks.get(wish.taskId ?? LONGLONGLONG.tasks.classicPaused);
	if (!task) throw new Error(`There is no task "${wish.taskId}".`);
	return task;
}

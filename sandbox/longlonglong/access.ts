import { timingSafeEqual } from 'node:crypto';
import { LONGLONGLONG } from '../accounts';
import type { Call } from '../http/call';
import type { World } from '../world';
import type { Complaints } from './checks';
import { text, WORDS } from './checks';
import type { Task } from './data/model';
import type { LonglonglongStore } from './data/store';
import {
	NO_BODY,
	NO_SUCH_TASK,
	NO_SUCH_USER,
	TAKES_NO_NUMBERS,
	TASK_RUNNING,
	UNAUTHORIZED,
} from './envelope';
import type { Input } from './input';

/** @throws Refusal 401 unless the request carries the partner's token (longlonglong.md, section 1) */
export function checkToken(call: Call): void {
	const given = Buffer.from(call.headers.authorization ?? '');
	const expected = Buffer.from(`Bearer ${LONGLONGLONG.token}`);
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw UNAUTHORIZED;
}

/** @throws Refusal 400 for a GET with a body, if the settings say so [?] */
export function checkBody({ settings }: World, { method, body }: Call): void {
	if (settings.getBody === 'refused' && method === 'GET' && body.length > 0) throw NO_BODY;
}

/** @throws Refusal 404 unless the path names the main account */
export function checkUser(call: Call): void {
	if (call.params.userId !== LONGLONGLONG.userId) throw NO_SUCH_USER;
}

/** @returns the account that a request works on: the main one, or the sub-account of its `sub_user_id`. */
export function ownerOf(input: Input, store: LonglonglongStore, complaints: Complaints): string {
	const subUserId = text(input, 'sub_user_id', complaints);
	if (subUserId === undefined) return LONGLONGLONG.userId;
	if (!store.subAccounts.has(subUserId)) complaints.add('sub_user_id', WORDS.choice);
	return subUserId;
}

/** @throws Refusal 404 unless the path names a task, of the given kind if one is given */
export function taskOf(call: Call, store: LonglonglongStore, kind?: Task['kind']): Task {
	const task = store.tasks.get(call.params.taskId ?? '');
	if (!task || (kind && task.kind !== kind)) throw NO_SUCH_TASK;
	return task;
}

/**
 * A 2.0 task must be paused before its numbers change: documented for adding asynchronously, deleting and resetting,
 * inferred for the others.
 * @throws Refusal 6007
 */
export function checkNumbersMayChange(task: Task): void {
	if (task.kind === '2.0' && task.state !== 'paused') throw TASK_RUNNING;
}

/** @throws Refusal for an inbound task (C-cli), or 6007 */
export function checkTakesNumbers(task: Task): void {
	if (task.isCallIn) throw TAKES_NO_NUMBERS;
	checkNumbersMayChange(task);
}

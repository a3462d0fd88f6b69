import type { INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import type { NodeResult } from '../workflow/harness';
import type { Plan } from './plan';

/** What came of one run, put together for the check and the figures. */
export interface Observed {
	plan: Plan;
	result: NodeResult;
	/** How often each phone was stored by the platform. */
	stored: Map<string, number>;
	sandbox: Sandbox;
}

const SUCCESSES = new Set(['imported', 'accepted']);
const FIRST_PAUSE_MS = 750;

/** The phone as it is sent, so that a row can be found in the platform's store. */
export function sentPhone({ json }: INodeExecutionData): string {
	return String(json.phone ?? json.sms_phone ?? '');
}

/** Every input row leaves exactly once, paired with its item. */
function* eachRowOnce({ plan, result }: Observed): Generator<string> {
	const items = result.outputs.flat();
	if (items.length !== plan.rows.length) yield `${items.length} items came out of ${plan.rows.length} rows`;
	const indexes = new Set(items.map(({ pairedItem }) => (pairedItem as { item: number }).item));
	if (indexes.size !== plan.rows.length) yield `${indexes.size} different input items are paired`;
	const [success = [], failed = []] = result.outputs;
	for (const { json } of success)
		if (!SUCCESSES.has(String(json.status))) yield `${String(json.status)} on Success`;
	for (const { json } of failed) {
		if (SUCCESSES.has(String(json.status))) yield `${String(json.status)} on Failed`;
		if (typeof json.reason !== 'string' || json.reason === '') yield `no reason for ${String(json.status)}`;
	}
}

/** Stored = imported + accepted + some of unconfirmed, phone by phone; nothing that is said not to be there. */
function* storeAgrees({ plan, result, stored }: Observed): Generator<string> {
	const sure = new Map<string, number>();
	const possible = new Map<string, number>();
	for (const item of result.outputs.flat()) {
		const phone = sentPhone(item);
		const status = String(item.json.status);
		if (SUCCESSES.has(status)) sure.set(phone, (sure.get(phone) ?? 0) + 1);
		if (SUCCESSES.has(status) || status === 'unconfirmed')
			possible.set(phone, (possible.get(phone) ?? 0) + 1);
	}
	for (const [phone, rows] of sure) {
		// A task takes a number once; the asynchronous call says so of a repeated one only later.
		const times = plan.operation === 'addAsync' ? 1 : rows;
		if ((stored.get(phone) ?? 0) < times)
			yield `a row is called imported ${times} times and stored ${stored.get(phone) ?? 0} times`;
	}
	for (const [phone, times] of stored) {
		const allowed = possible.get(phone) ?? 0;
		if (allowed === 0) yield 'a row is stored that is called failed, invalid or not sent';
		else if (times > allowed && plan.options.retryWhenUnknown !== true)
			yield `a row is stored ${times} times instead of ${allowed}`;
	}
}

/** A repeated request comes later each time, and no sooner than the platform asked. */
function* pausesGrow({ sandbox, plan }: Observed): Generator<string> {
	const tries = new Map<string, number[]>();
	for (const { body, at } of sandbox.requests.all()) {
		const key = body.toString();
		tries.set(key, [...(tries.get(key) ?? []), at]);
	}
	for (const times of tries.values()) {
		if (times.length > Number(plan.options.maxTries ?? 5)) yield `a request was sent ${times.length} times`;
		for (let index = 1; index < times.length; index++) {
			const gap = (times[index] ?? 0) - (times[index - 1] ?? 0);
			const least = FIRST_PAUSE_MS * 2 ** (index - 1);
			if (gap < least - 5) yield `try ${index + 1} came after ${gap} ms instead of at least ${least}`;
		}
	}
}

/** An error of the node means that nothing was stored. */
function* errorMeansNothing({ stored, plan }: Observed): Generator<string> {
	if (plan.onError !== 'stopWorkflow') yield 'the node threw although it was told to continue';
	if (stored.size > 0) yield `the node threw although ${stored.size} rows were stored`;
}

/** All that is wrong with a run; empty when the books are right. */
export function violations(observed: Observed): string[] {
	const { result } = observed;
	const checks = result.error
		? [errorMeansNothing(observed), pausesGrow(observed)]
		: [eachRowOnce(observed), storeAgrees(observed), pausesGrow(observed)];
	return checks.flatMap((check) => [...check]);
}

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';

import type { NodeResult } from '../workflow/harness';
import type { PausesTaken } from './pauses';
import { pausesFit } from './pauses';
import type { Plan } from './plan';

/** What came of one run, put together for the check and the figures. */
export interface Observed extends PausesTaken {
	result: NodeResult;
	/** How often each phone was stored by the platform, where the operation puts it. */
	stored: Map<string, number>;
	/** How often each phone was stored in the public pool. */
	pooled: Map<string, number>;
}

const SUCCESSES = new Set(['imported', 'accepted']);
const TYPE_OF = { replace: 0, merge: 1, keep: 2 };

/** The phone as it is sent, so that a row can be found in the platform's store. */
export function sentPhone({ json }: INodeExecutionData): string {
	return String(json.phone ?? json.sms_phone ?? '');
}

/** The items of the rows, on Success and on Failed. */
function rowItems({ outputs }: NodeResult): INodeExecutionData[] {
	return outputs.slice(0, 2).flat();
}

/** Every input row leaves exactly once, paired with its item. */
function* eachRowOnce({ plan, result }: Observed): Generator<string> {
	const items = rowItems(result);
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

/** A repeated row may be a success that stores nothing more. */
function storedOnce({ operation, options, whenExists }: Plan): boolean {
	// A task takes a number once, unless each gets a suffix; the asynchronous call says so of a repeated one only later.
	if (operation === 'addAsync') return options.numberAddSuffix !== true;
	return whenExists === 'keep';
}

/** Stored = imported + accepted + some of unconfirmed, phone by phone; nothing that is said not to be there. */
function* storeAgrees({ plan, result, stored }: Observed): Generator<string> {
	const sure = new Map<string, number>();
	const possible = new Map<string, number>();
	for (const item of rowItems(result)) {
		const phone = sentPhone(item);
		const status = String(item.json.status);
		if (SUCCESSES.has(status)) sure.set(phone, (sure.get(phone) ?? 0) + 1);
		if (SUCCESSES.has(status) || status === 'unconfirmed')
			possible.set(phone, (possible.get(phone) ?? 0) + 1);
	}
	for (const [phone, rows] of sure) {
		const times = storedOnce(plan) ? 1 : rows;
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

/** The phone of an input row as it must be sent: an encrypted one as it is, and any other without its signs, if so wanted. */
function phoneOf({ operation, options }: Plan, { phone }: IDataObject): string {
	const given = String(phone ?? '').trim();
	if (options.encryption === true || options.cleanPhones === false) return given;
	return given.replace(/[\s-]/g, '').replace(operation === 'upsert' ? /^\+/ : /^\+86/, '');
}

/** Each row leaves with the phone of its input row, as it was to be sent. */
function* phonesAsMeant({ plan, result }: Observed): Generator<string> {
	for (const item of rowItems(result)) {
		const row = plan.rows[(item.pairedItem as { item: number }).item] ?? {};
		if (sentPhone(item) !== phoneOf(plan, row)) yield `${sentPhone(item)} was made of ${String(row.phone)}`;
	}
}

/** What the options must have made of a request, beside its rows and the account. */
function headOf({ operation, options, whenExists = 'merge' }: Plan): IDataObject {
	const { strictBinding, encryption, ignoreCrm, numberAddSuffix } = options;
	if (operation === 'upsert') {
		const strict = strictBinding === undefined ? {} : { strict_binding: strictBinding };
		return { type: TYPE_OF[whenExists], ...strict };
	}
	const subUserId = String(options.subUserId ?? '').trim();
	return {
		...(operation === 'add' && { skip_error: options.skipError !== false }),
		...(encryption !== undefined && { encryption }),
		...(ignoreCrm !== undefined && { ignore_crm: ignoreCrm }),
		...(numberAddSuffix !== undefined && { number_add_suffix: numberAddSuffix }),
		...(subUserId !== '' && { sub_user_id: subUserId }),
	};
}

/** The options reach the platform, each under its name there and no other. */
function* optionsTravel({ plan, sandbox }: Observed): Generator<string> {
	const body = sandbox.requests.all()[0]?.body;
	if (!body) return;
	const head = JSON.parse(body.toString()) as IDataObject;
	const rows = (head.data ?? head.customers) as IDataObject[];
	for (const name of ['data', 'customers', 'tenant_id', 'app_key']) delete head[name];
	const expected = headOf(plan);
	if (!isDeepStrictEqual(head, expected))
		yield `the request says ${JSON.stringify(head)} instead of ${JSON.stringify(expected)}`;
	if (rows.some((row) => row.sub_user_id !== expected.sub_user_id)) yield 'a row is for another sub-account';
}

/** What a task takes is in the public pool too, unless that is to be left alone. */
function* poolAgrees({ plan, stored, pooled }: Observed): Generator<string> {
	if (plan.operation === 'customer' || plan.operation === 'upsert') return;
	const expected = plan.options.ignoreCrm === true ? new Map<string, number>() : stored;
	if (!isDeepStrictEqual(pooled, expected)) yield `${pooled.size} phones in the pool, not ${expected.size}`;
}

/** An error of the node means that nothing was stored. */
function* errorMeansNothing({ stored, plan }: Observed): Generator<string> {
	if (plan.onError !== 'stopWorkflow') yield 'the node threw although it was told to continue';
	if (stored.size > 0) yield `the node threw although ${stored.size} rows were stored`;
}

/** All that is wrong with a run; empty when the books are right. */
export function violations(observed: Observed): string[] {
	const checks = observed.result.error
		? [errorMeansNothing]
		: [eachRowOnce, storeAgrees, phonesAsMeant, poolAgrees];
	return [...checks, optionsTravel, pausesFit].flatMap((check) => [...check(observed)]);
}

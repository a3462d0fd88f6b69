import { LONGLONGLONG, NXLINK } from './accounts';
import { readJson, writeJson, isRecord } from './json';
import { maskNumber } from './longlonglong/data/maskNumber';

/** The changes that the fault `altered` makes to an answer of the platform. The effect of the request remains. */
export const ALTERATIONS = [
	/** A byte order mark before the JSON; stray ones are common behind PHP. */
	'byteOrderMark',
	/** The count of successes is one more, or one less, than it was. */
	'countTooHigh',
	'countTooLow',
	/** The first row of the request is also listed as a failure, although it was stored and counted as stored. */
	'falseFailure',
	/** `fail_datas` (or `failItems`) is an object with keys, as PHP writes a list with a gap. */
	'keyedFailures',
	/** `unique_id` as a number. */
	'numericId',
	/** NXLink's `index` counts from 1, so that the last index is too large for the request. */
	'indexesFromOne',
	/** NXLink's first failure, or its first success when there is none, has an index that is too large for the request. */
	'indexOutOfRange',
	/** `status` is neither `success` nor `error`. */
	'otherStatus',
	/** The message and the texts about single rows contain the caller's secrets. */
	'secretsInTexts',
	/** The message and the texts about single rows contain the phones of the request, 40 at most. */
	'phonesInTexts',
	/** All texts are empty. */
	'noWords',
] as const;
export type Alteration = (typeof ALTERATIONS)[number];

type Json = Record<string, unknown>;

/** The fields with texts in an envelope and its failures, on either platform. */
const TEXTS = ['message', 'fail_cause', 'errorMessage'] as const;
const MAX_PHONES = 40;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Changes an answer of the platform.
 * @param text the platform's answer as JSON
 * @param request the body of the request
 * @returns the answer that is sent to the client
 */
export function alterAnswer(text: string, alterations: readonly Alteration[], request: Buffer): string {
	const envelope = readJson(text);
	if (!isRecord(envelope)) return text;
	for (const alteration of alterations) alter(envelope, alteration, request);
	return (alterations.includes('byteOrderMark') ? BYTE_ORDER_MARK : '') + writeJson(envelope);
}

function alter(envelope: Json, alteration: Alteration, request: Buffer): void {
	const data = isRecord(envelope.data) ? envelope.data : {};
	switch (alteration) {
		case 'countTooHigh':
			return addToCount(data, 1);
		case 'countTooLow':
			return addToCount(data, -1);
		case 'falseFailure':
			return addFailure(data, request);
		case 'keyedFailures':
			return keyFailures(data);
		case 'numericId':
			if (typeof data.unique_id === 'string') data.unique_id = parseInt(data.unique_id.slice(0, 8), 16);
			return;
		case 'indexesFromOne':
			for (const item of itemsOf(data)) item.index = Number(item.index) + 1;
			return;
		case 'indexOutOfRange':
			return moveFirstIndex(data);
		case 'otherStatus':
			if ('status' in envelope) envelope.status = 'fail';
			return;
		case 'secretsInTexts':
			return changeTexts(envelope, data, (said) => `${said} (${secretsOf(envelope).join(', ')})`);
		case 'phonesInTexts': {
			const phones = phonesIn(request).join(', ');
			return changeTexts(envelope, data, (said) => `${said} (${phones})`);
		}
		case 'noWords':
			return changeTexts(envelope, data, () => '');
		case 'byteOrderMark':
			return;
	}
}

function addToCount(data: Json, change: number): void {
	for (const name of ['taskNumberCount', 'successCount']) {
		if (typeof data[name] === 'number') data[name] += change;
	}
}

function addFailure(data: Json, request: Buffer): void {
	const [phone] = phonesIn(request);
	if (Array.isArray(data.fail_datas))
		data.fail_datas.push({ fail_data: maskNumber(phone), fail_cause: '号码无效' });
	if (Array.isArray(data.failItems))
		data.failItems.push({ index: 0, errorCode: 12003, errorMessage: 'invalid' });
}

/** The secrets of the caller's credential. Only Longlonglong's envelope has a `status`. */
function secretsOf(envelope: Json): readonly string[] {
	if ('status' in envelope) return [LONGLONGLONG.token, LONGLONGLONG.callbackSecret];
	return [NXLINK.accessKey, NXLINK.accessSecret, NXLINK.appKey];
}

function keyFailures(data: Json): void {
	for (const name of ['fail_datas', 'failItems']) {
		const list = data[name];
		if (!Array.isArray(list) || list.length === 0) continue;
		data[name] = Object.fromEntries(list.map((entry: unknown, index) => [index + 1, entry]));
	}
}

/** The failures and successes of batch_create, failures first. */
function itemsOf(data: Json): Json[] {
	return [data.failItems, data.successItems].flatMap(listOf).filter((item) => 'index' in item);
}

function moveFirstIndex(data: Json): void {
	const [first] = itemsOf(data);
	if (first) first.index = Number(first.index) + 1_000;
}

function changeTexts(envelope: Json, data: Json, change: (said: string) => string): void {
	for (const holder of [envelope, ...listOf(data.fail_datas), ...listOf(data.failItems)]) {
		for (const name of TEXTS) if (name in holder) holder[name] = changed(holder[name], change);
	}
}

/** Changes a message, which is a text, null (in NXLink's successes), or an object of field → texts. */
function changed(said: unknown, change: (said: string) => string): unknown {
	if (Array.isArray(said)) return said.map((part: unknown) => changed(part, change));
	if (!isRecord(said)) return change(typeof said === 'string' ? said : '');
	return Object.fromEntries(Object.entries(said).map(([field, part]) => [field, changed(part, change)]));
}

function phonesIn(request: Buffer): string[] {
	return [...request.toString().matchAll(/"(?:\w+_)?phone":\s*"([^"]*)"/g)]
		.map(([, phone]) => phone ?? '')
		.slice(0, MAX_PHONES);
}

/** The objects of a list or of an object with keys; an empty list for any other value. */
function listOf(value: unknown): Json[] {
	return typeof value === 'object' && value !== null ? Object.values(value).filter(isRecord) : [];
}

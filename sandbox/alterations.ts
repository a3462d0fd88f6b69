import { LONGLONGLONG, NXLINK } from './accounts';
import { readJson, writeJson, isRecord } from './json';
import { maskNumber } from './longlonglong/data/maskNumber';

/** How the `altered` fault changes an answer that the platform gave. What the request did stays done. */
export const ALTERATIONS = [
	/** A byte order mark before the JSON; stray ones are common behind PHP. */
	'byteOrderMark',
	/** The count of successes is one more, or one less, than it was. */
	'countTooHigh',
	'countTooLow',
	/** The first row of the request is called a failure, too: it was stored, and is counted as stored. */
	'falseFailure',
	/** `fail_datas` (or `failItems`) as an object with keys: what PHP makes of a list with a gap. */
	'keyedFailures',
	/** `unique_id` as a number. */
	'numericId',
	/** NXLink's `index` counts from 1, so that the last one lies beyond the request. */
	'indexesFromOne',
	/** NXLink's first failure, or else its first success, has an index beyond the request. */
	'indexOutOfRange',
	/** `status` is neither `success` nor `error`. */
	'otherStatus',
	/** The message, and what is said of single rows, repeat the caller's secrets. */
	'secretsInTexts',
	/** The message, and what is said of single rows, list the phones of the request, 40 at most. */
	'phonesInTexts',
	/** All texts are empty. */
	'noWords',
] as const;
export type Alteration = (typeof ALTERATIONS)[number];

type Json = Record<string, unknown>;

/** Names of the texts that an envelope and its failures have, on either platform. */
const TEXTS = ['message', 'fail_cause', 'errorMessage'] as const;
const MOST_PHONES = 40;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * @param text the JSON that the platform answered
 * @param request the body that it answered
 * @returns the answer as the client gets it
 */
export function altered(text: string, alterations: readonly Alteration[], request: Buffer): string {
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

/** What the caller's credential holds; only Longlonglong's envelope has a `status`. */
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

/** A message is text, nothing (NXLink, when all is well), or an object of field → texts. */
function changed(said: unknown, change: (said: string) => string): unknown {
	if (Array.isArray(said)) return said.map((part: unknown) => changed(part, change));
	if (!isRecord(said)) return change(typeof said === 'string' ? said : '');
	return Object.fromEntries(Object.entries(said).map(([field, part]) => [field, changed(part, change)]));
}

function phonesIn(request: Buffer): string[] {
	return [...request.toString().matchAll(/"(?:\w+_)?phone":\s*"([^"]*)"/g)]
		.map(([, phone]) => phone ?? '')
		.slice(0, MOST_PHONES);
}

/** The objects of a list, or of an object with keys; nothing for all else. */
function listOf(value: unknown): Json[] {
	return typeof value === 'object' && value !== null ? Object.values(value).filter(isRecord) : [];
}

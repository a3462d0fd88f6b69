import type { GenericValue } from 'n8n-workflow';

import { parseJson } from '../http/json';
import { isEmpty, isRecord } from '../http/values';
import { isWithinExactRange } from './exactNumber';
import { Misfit } from './misfit';

const NO_JSON = new Misfit('must be a list or an object, or JSON text of one');

/** Why a platform cannot accept an entry: it is null, or a number that is not finite or not exact. @param place such as `tags[0].id` */
function entryMisfit(value: unknown, place: string): Misfit | undefined {
	if (value === null || value === undefined) {
		return new Misfit(`has nothing (null) at ${place}: leave that entry out`);
	}
	if (typeof value === 'number' && !isWithinExactRange(value)) {
		return new Misfit(`has a number at ${place} that cannot be exact: give it as text`, 'inexact');
	}
	return typeof value === 'object' ? misfitWithin(value, place) : undefined;
}

function misfitWithin(whole: object, place = ''): Misfit | undefined {
	const isList = Array.isArray(whole);
	for (const [key, value] of Object.entries(whole)) {
		if (value === undefined && !isList) continue; // JSON leaves such a name out
		const misfit = entryMisfit(value, isList ? `${place}[${key}]` : `${place}${place && '.'}${key}`);
		if (misfit) return misfit;
	}
	return undefined;
}

/** Reads a list or an object, or JSON text of one. */
export function asJson(value: unknown): GenericValue | Misfit {
	const parsed = typeof value === 'string' ? parseJson(value) : value;
	if (typeof parsed !== 'object' || parsed === null) return NO_JSON;
	try {
		// A value that cannot be written would make its whole request fail. A Date is an object too, but it is written as text.
		if (!/^[[{]/.test(JSON.stringify(parsed) ?? '')) return NO_JSON;
		return misfitWithin(parsed) ?? (parsed as GenericValue);
	} catch {
		return new Misfit('cannot be written as JSON: it is nested too deeply, or in itself');
	}
}

/** Reads an object of names and values, or JSON text of one. */
export function asObject(value: unknown): GenericValue | Misfit {
	const parsed = asJson(value);
	if (parsed instanceof Misfit || isRecord(parsed) || isEmpty(parsed)) return parsed;
	return new Misfit('must be an object of names and values, or JSON text of one');
}

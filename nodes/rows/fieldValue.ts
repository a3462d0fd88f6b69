import type { GenericValue } from 'n8n-workflow';

import { parseJson } from '../http/json';
import { isBlank, isRecord } from '../http/values';
import type { Zones } from './dates';
import { writtenDay, writtenTime } from './dates';
import { NoDate } from './dateText';
import type { Fault, Field } from './field';

/** A value ready to be sent, nothing at all (the column is left out of the row), or why it cannot be sent. */
export type Converted = { value: GenericValue | undefined } | { fault: Fault };

/** Why a value does not fit its field; the text completes "'Birthday' …". */
class Misfit {
	constructor(
		readonly text: string,
		readonly code = 'wrongType',
	) {}
}

function asText(value: unknown): string | Misfit {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	return new Misfit('must be text, but the row has a list or an object there');
}

function asNumber(value: unknown): number | Misfit {
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	return Number.isFinite(number) ? number : new Misfit('must be a number');
}

function asInteger(value: unknown): number | Misfit {
	const number = asNumber(value);
	return number instanceof Misfit || Number.isSafeInteger(number)
		? number
		: new Misfit('must be a whole number');
}

function asDate(
	value: unknown,
	zones: Zones,
	write: (value: unknown, zones: Zones) => string,
): string | Misfit {
	try {
		return write(value, zones);
	} catch (error) {
		return new Misfit(`must be a date such as 1990-04-12${error instanceof NoDate ? error.hint : ''}`);
	}
}

function asChoice(value: unknown, field: Field): number | string | Misfit {
	const text = String(asText(value)).toLowerCase();
	const match = field.choices?.find(
		(choice) =>
			String(choice.value).toLowerCase() === text ||
			choice.name.toLowerCase() === text ||
			choice.name
				.toLowerCase()
				.split(/[()]/)
				.some((part) => part.trim() === text),
	);
	if (match) return match.value;
	const offered = field.choices?.map((choice) => `${choice.value} (${choice.name})`).join(', ');
	return new Misfit(`must be one of: ${offered}`, 'notAChoice');
}

function asCommaList(value: unknown): string | Misfit {
	if (!Array.isArray(value)) return asText(value);
	const texts = value.filter((part) => !isBlank(part)).map(asText);
	const misfit = texts.find((text) => text instanceof Misfit);
	return misfit ?? texts.join(',');
}

/** Whether JSON can be made of it: what cannot would spoil the whole request. */
function isWritable(value: object): boolean {
	try {
		return JSON.stringify(value) !== undefined;
	} catch {
		return false;
	}
}

function asJson(value: unknown): GenericValue | Misfit {
	const parsed = typeof value === 'string' ? parseJson(value) : value;
	if (typeof parsed !== 'object' || parsed === null) {
		return new Misfit('must be a list or an object, or JSON text of one');
	}
	return isWritable(parsed) ? parsed : new Misfit('is nested too deeply, or in itself');
}

function asObject(value: unknown): GenericValue | Misfit {
	const parsed = asJson(value);
	return isRecord(parsed) ? parsed : new Misfit('must be an object of names and values, or JSON text of one');
}

function convert(field: Field, value: unknown, zones: Zones): GenericValue | Misfit {
	switch (field.type) {
		case 'integer':
			return asInteger(value);
		case 'number':
			return asNumber(value);
		case 'date':
			return asDate(value, zones, writtenDay);
		case 'dateTime':
			return asDate(value, zones, writtenTime);
		case 'choice':
			return asChoice(value, field);
		case 'commaList':
			return asCommaList(value);
		case 'json':
			return asJson(value);
		case 'object':
			return asObject(value);
		default:
			return asText(value);
	}
}

/**
 * Turns what an input row holds into what the platform wants in `field`.
 *
 * Blank values (nothing, null, empty text) are left out, so that an empty CSV cell never overwrites anything.
 * @param zones what a date that names a moment is converted to
 */
export function fieldValue(field: Field, value: unknown, zones: Zones): Converted {
	if (isBlank(value)) return { value: undefined };
	const converted = convert(field, value, zones);
	if (!(converted instanceof Misfit)) return { value: converted === '' ? undefined : converted };
	return { fault: { reason: `'${field.label}' ${converted.text}`, reasonCode: converted.code } };
}

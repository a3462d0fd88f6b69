import type { GenericValue } from 'n8n-workflow';

import { isBlank, isEmpty } from '../http/values';
import type { Zones } from './dates';
import { writtenDay, writtenTime } from './dates';
import { NoDate } from './dateText';
import { exactNumber, isWithinExactRange } from './exactNumber';
import type { Fault, Field } from './field';
import { columnFault } from './field';
import { asJson, asObject } from './jsonValue';
import { Misfit } from './misfit';

/** A value that is ready to be sent, undefined for a column that is left out of the row, or the fault that prevents sending. */
export type Converted = { value: GenericValue | undefined } | { fault: Fault };

const INEXACT = new Misfit(
	'is a number with more digits than can be exact: JavaScript changes the last ones. Give it as text, in a column of text',
	'inexact',
);

function asText(value: unknown): string | Misfit {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' && !Number.isFinite(value))
		return new Misfit('is the result of a failed calculation');
	if (typeof value === 'number' && !isWithinExactRange(value)) return INEXACT;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	return new Misfit('must be text, but the row has a list or an object there');
}

/** Reads a phone, which a spreadsheet may have as the number `13800138000` or `1.3800138E10`. */
function asPhone(value: unknown): string | Misfit {
	if (typeof value === 'number' && isWithinExactRange(value) && !(Number.isInteger(value) && value >= 0)) {
		return new Misfit('is a number with decimals or less than zero, so it is no phone number', 'notAPhone');
	}
	return asText(value);
}

function asNumber(value: unknown): number | Misfit {
	const text = typeof value === 'string' || typeof value === 'bigint' ? String(value).trim() : '';
	const number = typeof value === 'number' ? value : exactNumber(text);
	if (Number.isNaN(number)) return new Misfit('must be a number');
	return number !== undefined && isWithinExactRange(number) ? number : INEXACT;
}

function asInteger(value: unknown): number | Misfit {
	const number = asNumber(value);
	return number instanceof Misfit || Number.isInteger(number) ? number : new Misfit('must be a whole number');
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
		case 'phone':
			return asPhone(value);
		case 'json':
			return asJson(value);
		case 'object':
			return asObject(value);
		default:
			return asText(value);
	}
}

/**
 * Converts a value of an input row to the type of a field.
 *
 * Blank values (undefined, null, an empty text, list or object) are left out, so that an empty CSV cell does not overwrite anything.
 * @param zones the time zones to which dates with a time zone are converted
 */
export function fieldValue(field: Field, value: unknown, zones: Zones): Converted {
	if (isBlank(value)) return { value: undefined };
	const converted = convert(field, value, zones);
	if (converted instanceof Misfit) return { fault: columnFault(field, converted.text, converted.code) };
	return { value: isEmpty(converted) ? undefined : converted };
}

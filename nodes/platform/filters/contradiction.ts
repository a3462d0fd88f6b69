import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import { cleanPhone } from '../../rows/phones';
import type { ActiveFilter } from './filterValues';

const WRITTEN_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const WRITTEN_PHONE = /^[\d*]{3,}(?:_\w+)?$/;

/** A phone as a list shows it may be masked, carry a country code, or a suffix that the platform added. */
function isOtherPhone(wanted: unknown, shown: unknown): boolean {
	const phone = cleanPhone(String(shown), 'chinese');
	if (typeof wanted !== 'string' || !WRITTEN_PHONE.test(phone)) return false;
	const pattern = phone.replace(/_\w+$/, '').replace(/\*+/g, '\\d*');
	return !new RegExp(`^(?:${pattern})$`).test(wanted.replace(/_\w+$/, '')) && !phone.endsWith(wanted);
}

function isOtherChoice(wanted: unknown, shown: unknown): boolean {
	const isCode = typeof shown === 'number' || (typeof shown === 'string' && /^\d+$/.test(shown));
	return (
		isCode &&
		![wanted]
			.flat()
			.map(String)
			.includes(String(Number(shown)))
	);
}

function isOutside(ends: unknown[], shown: unknown): boolean {
	if (typeof shown !== 'string' || !WRITTEN_TIME.test(shown)) return false;
	const time = shown.slice(0, 19);
	return time < String(ends[0]) || time > String(ends[1]);
}

/** A platform may look for a part of the text, so only a text without the wanted one is another. */
function hasOtherValue(wanted: IDataObject, shown: unknown): boolean {
	const fields = Array.isArray(shown) ? shown.filter(isRecord) : [];
	if (fields.length === 0) return false;
	const found = fields.find(({ id }) => id === wanted.id);
	return found === undefined || !String(found.value ?? '').includes(String(wanted.value));
}

/**
 * Whether a row that a list gave shows that a filter was not applied to it. What a row does not show, or shows in a form that is not
 * known, says nothing.
 */
export function contradictsFilter({ filter, wire, encrypted }: ActiveFilter, row: IDataObject): boolean {
	const values = Object.values(wire).flat();
	if (filter.kind === 'span') return filter.shownAs !== undefined && isOutside(values, row[filter.shownAs]);
	const shown = row[filter.wire];
	if (shown === undefined || shown === null) return false;
	switch (filter.kind) {
		case 'phone':
			return encrypted !== true && isOtherPhone(values[0], shown);
		case 'choice':
		case 'choices':
			return isOtherChoice(values, shown);
		case 'customFields':
			return hasOtherValue(values[0] as IDataObject, shown);
		default:
			return false;
	}
}

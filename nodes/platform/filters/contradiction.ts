import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import { cleanPhone } from '../../rows/phones';
import type { ActiveFilter } from './filterValues';

const WRITTEN_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const WRITTEN_PHONE = /^[\d*]{3,}(?:_\w+)?$/;

/** Whether a list shows another phone than the wanted one. The phone in the list may be masked, and have a country code or a suffix. */
function isOtherPhone(wanted: unknown, shown: unknown): boolean {
	const phone = cleanPhone(String(shown), 'chinese');
	if (typeof wanted !== 'string' || !WRITTEN_PHONE.test(phone)) return false;
	const pattern = phone.replace(/_\w+$/, '').replace(/\*+/g, '\\d*');
	return !new RegExp(`^(?:${pattern})$`).test(wanted.replace(/_\w+$/, '')) && !phone.endsWith(wanted);
}

/** Whether a list shows another code than the wanted ones. A name in place of a code cannot be compared. */
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

/** Whether a list shows a time before or after the wanted span. */
function isOutside(ends: unknown[], shown: unknown): boolean {
	if (typeof shown !== 'string' || !WRITTEN_TIME.test(shown)) return false;
	const time = shown.slice(0, 19);
	return time < String(ends[0]) || time > String(ends[1]);
}

/** Whether a custom field has another value than the wanted one. The platform may search for a part of the text, so a part is enough. */
function hasOtherValue(wanted: IDataObject, shown: unknown): boolean {
	const fields = Array.isArray(shown) ? shown.filter(isRecord) : [];
	if (fields.length === 0) return false;
	const found = fields.find(({ id }) => id === wanted.id);
	return found === undefined || !String(found.value ?? '').includes(String(wanted.value));
}

/**
 * Whether a row of a list proves that a filter was not applied. A field that the row does not have, or has in an unknown form, proves
 * nothing.
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

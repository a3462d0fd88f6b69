import { tryToParseDateTime } from 'n8n-workflow';

/** `1990-4-12`, `1990/04/12`, `1990.4.12`, `1990年4月12日`, `19900412`, with or without a time behind it. */
const YEAR_FIRST = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d\d)(\d\d))(?!\d)/;
const HAS_YEAR = /(?:^|\D)\d{4}(?!\d)/;
const HAS_ZONE = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*$|GMT|UTC/i;
const MIDNIGHT = /T00:00:00(\.0+)?/;

class NoDate extends Error {}

/** Writes the day at the start of a text as ISO does; refuses days that do not exist, which Date.parse would move into the next month. */
function withIsoDay(text: string): string {
	const found = YEAR_FIRST.exec(text);
	if (!found) throw new NoDate();
	const [whole, year = '', month = found[4] ?? '', day = found[5] ?? ''] = found;
	const exact = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	if (exact.getUTCMonth() + 1 !== Number(month) || exact.getUTCDate() !== Number(day)) throw new NoDate();
	return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${text.slice(whole.length)}`;
}

/** A text's moment. What names no zone is meant in the workflow's. */
function momentOf(text: string, timezone: string) {
	if (/^\d{4}/.test(text)) return tryToParseDateTime(withIsoDay(text), timezone);
	// Numbers of a spreadsheet and times without a day would otherwise become days of this year, or of the year 33000.
	if (!HAS_YEAR.test(text)) throw new NoDate();
	const moment = tryToParseDateTime(text, timezone);
	// n8n's last resort is Date.parse, which reads "April 12, 1990" in the zone of the machine.
	return HAS_ZONE.test(text) ? moment : moment.setZone('system').setZone(timezone, { keepLocalTime: true });
}

/**
 * A date as people and programs write it, in the platforms' form.
 * @param value text, or a date object of JavaScript or Luxon
 * @param timezone the workflow's; a moment other than midnight is the day that it is there
 * @param format Luxon's, such as `yyyy-MM-dd`
 * @returns undefined when the value is no date
 */
export function writtenDate(
	value: unknown,
	timezone: string,
	format: string,
	dayOnly: boolean,
): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'object') return undefined;
	try {
		const moment =
			typeof value === 'string'
				? momentOf(value.trim(), timezone)
				: tryToParseDateTime(value as unknown as string, timezone);
		const named = dayOnly && MIDNIGHT.test(moment.toISO() ?? '');
		return (named ? moment : moment.setZone(timezone)).toFormat(format);
	} catch {
		return undefined;
	}
}

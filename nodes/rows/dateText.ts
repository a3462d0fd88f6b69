/**
 * Reads dates in the forms in which people and programs write them. It does not use `Date.parse` or Luxon, because these assume a time zone
 * for a text without one, so that a day could become the day before.
 */

/** A date with the numbers that are written in a text, and the offset of its time zone if the text names one. */
export interface WrittenDate {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	/** Minutes east of UTC. Undefined when the text names no zone. */
	offset?: number;
}

/** The error for a value that is no date. `hint` completes "'Birthday' must be a date such as 1990-04-12…" and may be empty. */
export class NoDate extends Error {
	constructor(readonly hint = '') {
		super('no date');
	}
}

/** A longer text is no date. The limit keeps the patterns fast. */
const MAX_LENGTH = 100;

/** The hint for a number that is no day number of Excel, such as an age, a year, seconds or milliseconds. */
export const IS_NUMBER = '; this number is no day of Excel between 1920 and 2099: turn it into a date before';
/** The hint for digits in a text, such as the day number 45730 of Excel or 1741910400 seconds. */
const IS_NUMBER_IN_TEXT =
	'; for a day number of Excel that is text, map Number(…), for seconds DateTime.fromSeconds(…): turn it into a date before';
const MONTH_FIRST = '; of 03/04/2025 the first number is the month';
/** An hour directly after a day, as in 2025-03-14-15. It is refused, because this is more likely an order number than a time zone. */
const BARE_HOUR = /^[+-]\d{1,2}$/;

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
	'(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?<year>\\d{4})(?!\\d)';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)';
const GAP = '[\\s\\-/.,]+';
/** `+08:00`, `GMT+8` or `Z`. Abbreviations such as CST are refused, because they stand for several time zones. */
const ZONE = '(?<zone>z|(?:gmt|utc)?\\s*[+-]\\d{1,2}(?::?\\d\\d)?|gmt|utc)(?!\\w)';

const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]+/i;

/** The forms of a day at the start of a text. The separator between two numbers decides which of them is the month. */
const DAYS = [
	// 1990-04-12, 1990/4/12, 1990.4.12, 1990年4月12日
	/^(?<year>\d{4})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})(?!\d)\s*[日号]?/,
	// 19900412
	/^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?!\d)/,
	// 04/12/1990, 4-12-1990: the month comes first.
	new RegExp(`^(?<month>\\d{1,2})\\s*(?<sign>[-/])\\s*(?<day>\\d{1,2})\\s*\\k<sign>\\s*${YEAR}`),
	// 12.04.1990: the day comes first in all countries that write dots.
	new RegExp(`^(?<day>\\d{1,2})\\.\\s*(?<month>\\d{1,2})\\.\\s*${YEAR}`),
	// 12-Apr-1990, 12th April 1990
	new RegExp(`^${DAY}[\\s\\-/.,]*${MONTH}${GAP}${YEAR}`, 'i'),
	// April 12, 1990
	new RegExp(`^${MONTH}${GAP}${DAY}${GAP}${YEAR}`, 'i'),
	// 1990-Apr-12
	new RegExp(`^${YEAR}${GAP}${MONTH}${GAP}${DAY}`, 'i'),
];

/** Thu Apr 12 08:30:00 GMT 1990: the year comes after the time, and is moved in front of it before reading. */
const YEAR_LAST = /^([a-z]{3,9}\.?\s+\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?(?:\s+\S+)?)\s+(\d{4})$/i;

const TIME = new RegExp(
	'^(?:\\s*(?:星期|周|週)[一二三四五六日天])?' +
		'(?:(?:t|\\s*,?\\s*(?:at\\s+)?)(?<half>上午|下午)?\\s*(?:' +
		[
			'(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,](?<fraction>\\d+))?)?',
			'(?<hour2>\\d{1,2})\\s*[时時点點](?:\\s*(?<minute2>\\d{1,2})\\s*分?(?:\\s*(?<second2>\\d{1,2})\\s*秒)?)?',
			'(?<=t)(?<hour3>\\d\\d)(?<minute3>\\d\\d)(?<second3>\\d\\d)?',
		].join('|') +
		')\\s*(?<half2>[ap]\\.?m\\.?(?!\\w))?)?' +
		`\\s*(?:${ZONE}\\s*(?:\\[[^\\]]*\\]|\\([^)]*\\))?)?$`,
	'i',
);

function daysIn(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

type Parts = Record<string, string | undefined>;

function readDay(text: string): { parts: Parts; rest: string } | undefined {
	for (const form of DAYS) {
		const found = form.exec(text);
		if (found) return { parts: found.groups ?? {}, rest: text.slice(found[0].length) };
	}
	return undefined;
}

function monthOf({ month, name }: Parts): number {
	return name === undefined ? Number(month) : MONTH_NAMES.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** The hour of the day; NaN for one that its half does not have. @param half AM or PM, in English or Chinese */
function hourOf(hour: number, half: string | undefined): number {
	if (half === undefined) return hour;
	if (hour > 12) return NaN;
	const afternoon = half === '下午' || half.toLowerCase().startsWith('p');
	return (hour % 12) + (afternoon ? 12 : 0);
}

/** Minutes east of UTC; NaN for an offset that no time zone has. */
function offsetOf(zone: string | undefined): number | undefined {
	if (zone === undefined) return undefined;
	const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d\d)?$/.exec(zone) ?? [];
	const offset = Number(hours) * 60 + Number(minutes);
	if (offset > 15 * 60 || Number(minutes) > 59) return NaN;
	return sign === '-' ? -offset : offset;
}

/**
 * Reads a text as a date.
 * @throws NoDate when the text is no date, or when the date does not exist in the calendar
 */
export function readDateText(given: string): WrittenDate {
	if (given.length > MAX_LENGTH) throw new NoDate();
	// NFKC converts full-width digits and signs, and a narrow space in front of PM.
	const text = given.normalize('NFKC').trim().replace(WEEKDAY, '').replace(YEAR_LAST, '$1 $3 $2');
	const found = readDay(text);
	const time = found && TIME.exec(found.rest)?.groups;
	if (!found || !time) throw new NoDate(/^[\d.]+$/.test(text) ? IS_NUMBER_IN_TEXT : '');
	const hour = time.hour ?? time.hour2 ?? time.hour3;
	if (hour === undefined && BARE_HOUR.test(time.zone ?? '')) throw new NoDate();
	const { parts } = found;
	const read: WrittenDate = {
		year: Number(parts.year),
		month: monthOf(parts),
		day: Number(parts.day),
		hour: hourOf(Number(hour ?? 0), time.half ?? time.half2),
		minute: Number(time.minute ?? time.minute2 ?? time.minute3 ?? 0),
		second: Number(time.second ?? time.second2 ?? time.second3 ?? 0),
		offset: offsetOf(time.zone),
	};
	if (parts.sign !== undefined && read.month > 12 && read.day <= 12) throw new NoDate(MONTH_FIRST);
	const isMonth = read.month >= 1 && read.month <= 12 && read.year > 0;
	const isDay = isMonth && read.day >= 1 && read.day <= daysIn(read.year, read.month);
	const isTime = read.hour < 24 && read.minute < 60 && read.second < 60;
	if (!isDay || !isTime || Number.isNaN(read.offset)) throw new NoDate();
	return read;
}

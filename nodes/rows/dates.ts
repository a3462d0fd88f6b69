import { tryToParseDateTime } from 'n8n-workflow';

import type { WrittenDate } from './dateText';
import { IS_NUMBER, NoDate, readDateText } from './dateText';
import { readDayNumber } from './dayNumbers';

/** The IANA time zones to which times are converted. */
export interface Zones {
	/** The workflow's time zone, which determines the day of a time. */
	workflow: string;
	/** The platform's time zone, in which times are sent. */
	platform: string;
}

/** The type that n8n's `tryToParseDateTime` returns: Luxon's DateTime, as in n8n's expressions. */
type LuxonDate = ReturnType<typeof tryToParseDateTime>;

const DAY = 'yyyy-MM-dd';
const TIME = 'yyyy-MM-dd HH:mm:ss';

const digits = (number: number, length = 2): string => String(number).padStart(length, '0');

const dayOf = ({ year, month, day }: WrittenDate): string =>
	`${digits(year, 4)}-${digits(month)}-${digits(day)}`;

const timeOf = (date: WrittenDate): string =>
	`${dayOf(date)} ${digits(date.hour)}:${digits(date.minute)}:${digits(date.second)}`;

/** The date of a day number of Excel, which has no time zone. */
function dateOfNumber(number: number): WrittenDate {
	const date = readDayNumber(number);
	if (!date) throw new NoDate(IS_NUMBER);
	return date;
}

/** Writes a time, in milliseconds since 1970, as the clock of a time zone shows it. */
function inZone(milliseconds: number, zone: string, format: string): string {
	const shown = tryToParseDateTime(new Date(milliseconds) as unknown as string, zone).setZone(zone);
	if (!(shown.year > 0 && shown.year < 10_000)) throw new NoDate();
	return shown.toFormat(format);
}

function momentOf(date: WrittenDate, offset: number): number {
	const moment = new Date(0);
	moment.setUTCFullYear(date.year, date.month - 1, date.day);
	moment.setUTCHours(date.hour, date.minute - offset, date.second);
	return moment.getTime();
}

function isLuxonDate(value: object): value is LuxonDate {
	return 'startOf' in value && 'toMillis' in value && 'isValid' in value && value.isValid === true;
}

/**
 * The day of a JavaScript Date at midnight; undefined for any other time. n8n's database nodes return such a Date for a column without a
 * time: Postgres (before version 2.7) and MySQL (before 2.1) use midnight on this machine, Microsoft SQL uses midnight UTC.
 */
function dayOfJavaScriptDate(date: Date): string | undefined {
	const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
	// Where clocks change at midnight, a day starts at one o'clock, and the constructor returns that time.
	if (new Date(year, month, day).getTime() === date.getTime()) {
		return dayOf({ year, month: month + 1, day, hour: 0, minute: 0, second: 0 });
	}
	return date.getTime() % 86_400_000 === 0 ? date.toISOString().slice(0, 10) : undefined;
}

function dayOfObject(value: object, zone: string): string {
	if (value instanceof Date) return dayOfJavaScriptDate(value) ?? inZone(value.getTime(), zone, DAY);
	if (!isLuxonDate(value)) throw new NoDate();
	const startsDay = value.startOf('day').toMillis() === value.toMillis();
	return startsDay ? value.toFormat(DAY) : inZone(value.toMillis(), zone, DAY);
}

function dayOfText(text: string, zone: string): string {
	const date = readDateText(text);
	const isMidnight = date.hour === 0 && date.minute === 0 && date.second === 0;
	if (date.offset === undefined || isMidnight) return dayOf(date);
	return inZone(momentOf(date, date.offset), zone, DAY);
}

/**
 * The calendar day of a value, as `yyyy-MM-dd`.
 *
 * A value without a time zone is the day that is written. So is midnight in the value's own time zone. Any other time is converted to the
 * workflow's time zone.
 * @throws NoDate when the value is no date
 */
export function writtenDay(value: unknown, zones: Zones): string {
	if (typeof value === 'string') return dayOfText(value, zones.workflow);
	if (typeof value === 'number') return dayOf(dateOfNumber(value));
	if (typeof value === 'object' && value !== null) return dayOfObject(value, zones.workflow);
	throw new NoDate();
}

/**
 * The day and time of a value, as `yyyy-MM-dd HH:mm:ss`.
 *
 * A value without a time zone is sent as it is written. Any other value is converted to the platform's time zone.
 * @throws NoDate when the value is no date
 */
export function writtenTime(value: unknown, zones: Zones): string {
	if (typeof value === 'string') {
		const date = readDateText(value);
		if (date.offset === undefined) return timeOf(date);
		return inZone(momentOf(date, date.offset), zones.platform, TIME);
	}
	if (typeof value === 'number') return timeOf(dateOfNumber(value));
	if (value instanceof Date) return inZone(value.getTime(), zones.platform, TIME);
	if (typeof value !== 'object' || value === null || !isLuxonDate(value)) throw new NoDate();
	return inZone(value.toMillis(), zones.platform, TIME);
}

import { tryToParseDateTime } from 'n8n-workflow';

import type { WrittenDate } from './dateText';
import { IS_NUMBER, NoDate, readDateText } from './dateText';
import { readDayNumber } from './dayNumbers';

/** The IANA time zones that decide what a moment is called. */
export interface Zones {
	/** Of the workflow: which day a moment is. */
	workflow: string;
	/** Of the platform: what a clock there shows. */
	platform: string;
}

/** What `tryToParseDateTime` of n8n gives: Luxon's DateTime, as in n8n's expressions. */
type LuxonDate = ReturnType<typeof tryToParseDateTime>;

const DAY = 'yyyy-MM-dd';
const TIME = 'yyyy-MM-dd HH:mm:ss';

const digits = (number: number, length = 2): string => String(number).padStart(length, '0');

const dayOf = ({ year, month, day }: WrittenDate): string =>
	`${digits(year, 4)}-${digits(month)}-${digits(day)}`;

const timeOf = (date: WrittenDate): string =>
	`${dayOf(date)} ${digits(date.hour)}:${digits(date.minute)}:${digits(date.second)}`;

/** The date of a day number of Excel. A date column of a spreadsheet has no zone, and so has its number. */
function dateOfNumber(number: number): WrittenDate {
	const date = readDayNumber(number);
	if (!date) throw new NoDate(IS_NUMBER);
	return date;
}

/** A moment as the clock of a zone shows it. */
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
 * Whether a JavaScript Date is the first moment of a day. n8n's database nodes make such a Date of a column that has no time: Postgres (before
 * version 2.7) and MySQL (before 2.1) take midnight on this machine, Microsoft SQL takes midnight UTC.
 */
function dayOfJavaScriptDate(date: Date): string | undefined {
	const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
	// Where the clocks change at midnight, the day starts at one o'clock: the constructor says so.
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
 * The calendar day that a value names, as `yyyy-MM-dd`.
 *
 * What names no zone is that day, whatever zone the machine or the workflow has. Midnight in the zone that the value names is that
 * day too; any other moment is the day that it is in the workflow's zone.
 * @throws NoDate when the value is no date
 */
export function writtenDay(value: unknown, zones: Zones): string {
	if (typeof value === 'string') return dayOfText(value, zones.workflow);
	if (typeof value === 'number') return dayOf(dateOfNumber(value));
	if (typeof value === 'object' && value !== null) return dayOfObject(value, zones.workflow);
	throw new NoDate();
}

/**
 * The day and time that a value names, as `yyyy-MM-dd HH:mm:ss`.
 *
 * What names no zone is sent as it is written; a moment becomes what a clock shows in the platform's zone.
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

import type { WrittenDate } from './dateText';

/**
 * Excel keeps a date as the number of days since 1899-12-30, with the time as a fraction. n8n's Extract from File gives the date cells of
 * .xlsx and .xls files as such numbers.
 *
 * Only days from 1920 to 2099 are read: smaller numbers are rather a year, an age or a month and day (1231), larger ones a day without
 * signs (20250314) or a count of seconds.
 */
const FIRST = 7_306;
const LAST = 73_050;

const SECONDS_A_DAY = 86_400;
const EPOCH_MS = Date.UTC(1899, 11, 30);

/** The date that a day number of Excel stands for, to the nearest second; undefined for a number outside 1920 to 2099. */
export function readDayNumber(number: number): WrittenDate | undefined {
	if (!(number >= FIRST && number < LAST + 1)) return undefined;
	const date = new Date(EPOCH_MS + Math.round(number * SECONDS_A_DAY) * 1000);
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		day: date.getUTCDate(),
		hour: date.getUTCHours(),
		minute: date.getUTCMinutes(),
		second: date.getUTCSeconds(),
	};
}

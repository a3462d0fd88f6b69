import type { WrittenDate } from './dateText';

/**
 * Excel stores a date as the number of days since 1899-12-30, with the time as a fraction. n8n's Extract from File returns date cells of
 * .xlsx and .xls files as such numbers.
 *
 * Only days from 1920 to 2099 are read, because a smaller number is more likely a year, an age or a month with a day (1231), and a larger
 * one a date without separators (20250314) or a number of seconds.
 */
const FIRST = 7_306;
const LAST = 73_050;

const SECONDS_A_DAY = 86_400;
const EPOCH_MS = Date.UTC(1899, 11, 30);

/** Converts a day number of Excel to a date, rounded to seconds; undefined for a number outside 1920 to 2099. */
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

import type { CellMaker } from './cells';
import { blank, misfit, sent, sentOrInvalid, STRUCTURES } from './cells';

/** A calendar day, as numbers. */
type Day = [year: number, month: number, day: number];

/** Among them the days on which clocks change in New York, Shanghai (1986 to 1991) and São Paulo (at midnight). */
const DAYS: Day[] = [
	[1990, 4, 12],
	[2024, 2, 29],
	[2024, 3, 10],
	[2024, 11, 3],
	[1986, 5, 4],
	[1991, 9, 15],
	[2018, 11, 4],
	[2011, 12, 31],
	[1970, 1, 1],
	[1969, 12, 31],
	[1900, 1, 1],
];

/** Before 1960 the offsets of zones have odd seconds, about which libraries differ. */
const RECENT_DAYS = DAYS.filter(([year]) => year >= 1960);

const MONTHS = 'January February March April May June July August September October November December'.split(
	' ',
);

const two = (part: number): string => String(part).padStart(2, '0');
const iso = ([year, month, day]: Day): string => `${year}-${two(month)}-${two(day)}`;

/** Ways of writing a day that name no time zone: with a time or without, the day is the one that is written. */
const WITHOUT_ZONE: Array<(day: Day) => string> = [
	iso,
	([year, month, day]) => `${year}/${month}/${day}`,
	([year, month, day]) => `${year}.${month}.${day}`,
	([year, month, day]) => `${year}年${month}月${day}日`,
	([year, month, day]) => `${year}${two(month)}${two(day)}`,
	([year, month, day]) => `${year}/${month}/${day} 0:00`,
	([year, month, day]) => `${year}/${month}/${day} 8:30`,
	(day) => `${iso(day)} 23:59:59`,
	(day) => `${iso(day)}T00:00:00`,
	(day) => `${iso(day)}T23:30`,
	(day) => ` ${iso(day)} 00:30:00 `,
	([year, month, day]) => `${month}/${day}/${year}`,
];

/** The same, less common: whoever does not take them says so. */
const UNUSUAL_WITHOUT_ZONE: Array<(day: Day) => string> = [
	([year, month, day]) => `${day}-${MONTHS[month - 1]?.slice(0, 3)}-${year}`,
	([year, month, day]) => `${two(month)}-${two(day)}-${year}`,
	([year, month, day]) => `${MONTHS[month - 1]} ${day}, ${year}`,
	([year, month, day]) => `${day} ${MONTHS[month - 1]} ${year}`,
	([year, month, day]) => `${year}/${month}/${day} 11:30 PM`,
	([year, month, day]) => `${year}/${month}/${day} 12:00 AM`,
	([year, month, day]) => `${month}/${day}/${year} 8:30:00`,
	([year, month, day]) => `${year}年${month}月${day}日 8时30分`,
];

/** Midnight in the zone that is named is that day, wherever it is read. */
const ZONED_MIDNIGHTS: Array<(day: Day) => string> = [
	(day) => `${iso(day)}T00:00:00Z`,
	(day) => `${iso(day)}T00:00:00.000Z`,
	(day) => `${iso(day)}T00:00:00+08:00`,
	(day) => `${iso(day)}T00:00:00-05:00`,
	(day) => `${iso(day)}T00:00+05:30`,
];

/** Any other moment is the day that it is in the workflow's zone. */
const MOMENTS: Array<(day: Day) => string> = [
	(day) => `${iso(day)}T20:30:00Z`,
	(day) => `${iso(day)}T01:15:00.000Z`,
	(day) => `${iso(day)}T23:45:00+08:00`,
	(day) => `${iso(day)}T03:00:00-0500`,
	(day) => `${iso(day)} 16:20:00+05:30`,
];

/** Database nodes give a column without a time as a Date at midnight UTC. */
const DATE_OBJECTS: CellMaker[] = DAYS.map((day) => sent(new Date(`${iso(day)}T00:00:00Z`), iso(day)));

const NO_DATES = ['1990-02-30', '2023-02-29', 'tomorrow', '4/12', '12:30', '33000', 12.5, true, '19901301'];

/** `YYYY-MM-DD HH:mm:ss` of a moment in a zone. */
function wallClock(moment: number, zone: string): string {
	return new Intl.DateTimeFormat('sv-SE', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(moment);
}

const eachDay = (
	ways: Array<(day: Day) => string>,
	cell: (text: string, day: Day) => CellMaker,
	days = DAYS,
) => ways.flatMap((way) => days.map((day) => cell(way(day), day)));

/** Days in all ways of writing; the oracle is the day that was written. */
export const DATES: CellMaker[] = [
	...eachDay(WITHOUT_ZONE, (text, day) => sent(text, iso(day))),
	...eachDay(UNUSUAL_WITHOUT_ZONE, (text, day) => sentOrInvalid(text, iso(day))),
	...eachDay(ZONED_MIDNIGHTS, (text, day) => sent(text, iso(day))),
	...eachDay(
		MOMENTS,
		(text): CellMaker =>
			(place) =>
				sent(text, wallClock(momentOf(text), place.zone).slice(0, 10))(place),
		RECENT_DAYS,
	),
	...DATE_OBJECTS,
	sent(33_000, '1990-05-07'), // a day number of Excel
	sent(45_730.5, '2025-03-14'),
	...[...NO_DATES, [1], [null]].map((given) => misfit(given)),
	...STRUCTURES,
	...[null, undefined, '', ' '].map(blank),
];

/**
 * Days with a time; what names no zone is sent as it is written, also a time that the workflow's zone skips.
 * @param platformZone zone of the platform's own times
 */
export const dateTimesIn = (platformZone: string): CellMaker[] => [
	...DAYS.flatMap((day): CellMaker[] => [
		sent(iso(day), `${iso(day)} 00:00:00`),
		sent(`${iso(day)} 02:30:00`, `${iso(day)} 02:30:00`),
		sent(`${iso(day)}T23:59:59`, `${iso(day)} 23:59:59`),
		sent(`${day.join('/')} 8:30`, `${iso(day)} 08:30:00`),
		sentOrInvalid(`${day.join('/')} 11:30 PM`, `${iso(day)} 23:30:00`),
	]),
	...eachDay(
		MOMENTS,
		(text): CellMaker =>
			(place) =>
				sent(text, wallClock(momentOf(text), platformZone))(place),
		RECENT_DAYS,
	),
	...NO_DATES.map((given) => misfit(given)),
	...STRUCTURES,
	...[null, undefined, ''].map(blank),
];

/** The moment of a text with a zone, in milliseconds. */
function momentOf(text: string): number {
	return Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

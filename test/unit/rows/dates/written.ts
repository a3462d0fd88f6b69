import { tryToParseDateTime } from 'n8n-workflow';

import type { Zones } from '../../../../nodes/rows/dates';
import { writtenDay, writtenTime } from '../../../../nodes/rows/dates';
import { PLATFORM_ZONES, UNCLEAR_ZONES, WITH_ZONE, WITHOUT_ZONE, WORKFLOW_ZONES } from './cases';

export interface Written {
	/** What was given, and in which workflow and platform zone. */
	given: string;
	zones: Zones;
	day: string;
	time: string;
}

function attempt(write: (value: unknown, zones: Zones) => string, value: unknown, zones: Zones): string {
	try {
		return write(value, zones);
	} catch {
		return 'no date';
	}
}

/** n8n's DateTime of a day in a zone, as an expression makes it. */
const luxon = (text: string, zone: string): unknown => tryToParseDateTime(text, zone);

const texts = [...WITHOUT_ZONE, ...WITH_ZONE].map(([text]) => text).concat(UNCLEAR_ZONES);
const values: Array<[string, unknown]> = [
	...texts.map((text): [string, unknown] => [text, text]),
	['Date at midnight of the machine', new Date(1990, 3, 12)],
	['Date at midnight of the machine, clocks going forward', new Date(2024, 8, 8)],
	['Date at midnight UTC', new Date(Date.UTC(1990, 3, 12))],
	['Date in the evening', new Date('1990-04-12T20:17:00Z')],
	['DateTime at midnight in Tokyo', luxon('1990-04-12', 'Asia/Tokyo')],
	['DateTime at the first moment of a day without midnight', luxon('2024-09-08', 'America/Santiago')],
	['DateTime in the evening in Tokyo', luxon('1990-04-12T20:17:00', 'Asia/Tokyo')],
	['DateTime in the early morning in Tokyo', luxon('1990-04-12T03:17:00', 'Asia/Tokyo')],
	['Date that is none', new Date(NaN)],
	['Date of the year 10000', new Date(Date.UTC(10000, 1, 1, 1))],
	['Date of the year 0', new Date('0000-02-01T01:00:00Z')],
];

/** What the dates of cases.ts become on this machine: all of them, or one. */
export const writtenHere = (one?: string): Written[] =>
	WORKFLOW_ZONES.flatMap((workflow) =>
		PLATFORM_ZONES.flatMap((platform) =>
			values
				.filter(([given]) => one === undefined || given === one)
				.map(([given, value]) => {
					const zones = { workflow, platform };
					return {
						given,
						zones,
						day: attempt(writtenDay, value, zones),
						time: attempt(writtenTime, value, zones),
					};
				}),
		),
	);

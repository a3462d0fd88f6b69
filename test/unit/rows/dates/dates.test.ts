import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

import {
	MACHINE_ZONES,
	PLATFORM_ZONES,
	UNCLEAR_ZONES,
	WITH_ZONE,
	WITHOUT_ZONE,
	WORKFLOW_ZONES,
} from './cases';
import type { Written } from './written';
import { writtenHere } from './written';

interface Machine {
	zone: string;
	written: Written[];
}

/** The zone of the machine that runs the tests. It needs no process of its own. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Converts all the dates of cases.ts in a process whose machine is in a zone. */
function onMachineIn(zone: string): Machine {
	const program = resolve(__dirname, 'machine.ts');
	const env = { ...process.env, TZ: zone };
	return JSON.parse(
		execFileSync(process.execPath, ['--import', 'tsx', program], { env }).toString(),
	) as Machine;
}

/** The clock of a zone at a moment, by another way than the package's. */
function clock(moment: string, timeZone: string): string {
	return new Date(moment).toLocaleString('sv-SE', { timeZone });
}

describe.each([...new Set([HERE, ...MACHINE_ZONES])])('on a machine in %s', (zone) => {
	let machine: Machine = { zone, written: [] };
	beforeAll(() => {
		if (zone !== HERE) machine = onMachineIn(zone);
	});
	const of = (given: string) =>
		zone === HERE ? writtenHere(given) : machine.written.filter((one) => one.given === given);

	it('runs there', () => {
		expect(machine.zone).toBe(zone);
		expect(of('1990-04-12')).toHaveLength(WORKFLOW_ZONES.length * PLATFORM_ZONES.length);
	});

	it.each(WITHOUT_ZONE)('"%s" names no zone: it is %s %s in every workflow', (text, day, time) => {
		const whole = time === 'no date' ? time : `${day} ${time}`;
		for (const written of of(text)) expect([written.day, written.time]).toEqual([day, whole]);
	});

	it.each(WITH_ZONE.map(([text, moment, midnight]) => ({ text, moment, midnight })))(
		'"$text" names a zone: a day is the workflow’s, or the one that starts then; a time is the platform’s',
		({ text, moment, midnight }) => {
			for (const { day, time, zones } of of(text)) {
				expect(day).toBe(midnight ?? clock(moment, zones.workflow).slice(0, 10));
				expect(time).toBe(clock(moment, zones.platform));
			}
		},
	);

	it.each(UNCLEAR_ZONES)('"%s" is refused, because nobody knows the zone', (text) => {
		for (const { day, time } of of(text)) expect([day, time]).toEqual(['no date', 'no date']);
	});

	it('a JavaScript Date at midnight, here or UTC, is that day: so database nodes give a column without a time', () => {
		const days = (given: string) => [...new Set(of(given).map(({ day }) => day))];
		expect(days('Date at midnight of the machine')).toEqual(['1990-04-12']);
		expect(days('Date at midnight of the machine, clocks going forward')).toEqual(['2024-09-08']);
		expect(days('Date at midnight UTC')).toEqual(['1990-04-12']);
	});

	it('a JavaScript Date with a time is a moment', () => {
		for (const { day, time, zones } of of('Date in the evening')) {
			expect(day).toBe(clock('1990-04-12T20:17:00Z', zones.workflow).slice(0, 10));
			expect(time).toBe(clock('1990-04-12T20:17:00Z', zones.platform));
		}
	});

	it('n8n’s DateTime is the day that starts then in its own zone, and a moment otherwise', () => {
		for (const { day, time, zones } of of('DateTime at midnight in Tokyo')) {
			expect([day, time]).toEqual(['1990-04-12', clock('1990-04-11T15:00:00Z', zones.platform)]);
		}
		for (const { day } of of('DateTime at the first moment of a day without midnight')) {
			expect(day).toBe('2024-09-08');
		}
		for (const { day, zones } of of('DateTime in the evening in Tokyo')) {
			expect(day).toBe(clock('1990-04-12T11:17:00Z', zones.workflow).slice(0, 10));
		}
		for (const { day, zones } of of('DateTime in the early morning in Tokyo')) {
			expect(day).toBe(clock('1990-04-11T18:17:00Z', zones.workflow).slice(0, 10));
		}
	});

	it.each(['Date that is none', 'Date of the year 10000', 'Date of the year 0'])(
		'a %s is refused',
		(given) => {
			for (const { day, time } of of(given)) {
				expect([day, time]).toEqual(['no date', 'no date']);
			}
		},
	);
});

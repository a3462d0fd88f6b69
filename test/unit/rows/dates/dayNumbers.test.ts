import fc from 'fast-check';

import type { Field } from '../../../../nodes/rows/field';
import { fieldValue } from '../../../../nodes/rows/fieldValue';

const ZONES = { workflow: 'America/Los_Angeles', platform: 'Asia/Shanghai' };
const DAY: Field = { id: 'birthday', label: 'Birthday', type: 'date' };
const TIME: Field = { id: 'next', label: 'Next Contact', type: 'dateTime' };

const read = (value: unknown) => [fieldValue(DAY, value, ZONES), fieldValue(TIME, value, ZONES)];

describe('a day number of Excel', () => {
	// The numbers that Excel shows for these dates in the format General.
	it.each([
		[7306, '1920-01-01', '00:00:00'],
		[32975, '1990-04-12', '00:00:00'],
		[36585, '2000-02-29', '00:00:00'],
		[45759.39583333333, '2025-04-12', '09:30:00'],
		[45803.5, '2025-05-26', '12:00:00'],
		[45803.99998842592, '2025-05-26', '23:59:59'],
		// Half a second before midnight is midnight, as Excel shows it.
		[45803.999999, '2025-05-27', '00:00:00'],
		[73050, '2099-12-31', '00:00:00'],
		[73050.5, '2099-12-31', '12:00:00'],
	])('%d is %s %s, whatever zone the workflow and the platform have', (number, day, time) => {
		expect(read(number)).toEqual([{ value: day }, { value: `${day} ${time}` }]);
	});

	it('is each whole day from 1920 to 2099, and none twice', () => {
		fc.assert(
			fc.property(fc.integer({ min: 7306, max: 73050 }), (number) => {
				const [day] = read(number) as Array<{ value: string }>;
				const days =
					(Date.parse(`${day?.value}T00:00:00Z`) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000;
				expect(days).toBe(number);
			}),
		);
	});

	it.each([
		['an age', 35],
		['a year', 1990],
		['a month and a day', 1231],
		['a day before 1920', 7305.9],
		['a day after 2099', 73051],
		['a month', 202503],
		['a day without signs', 20250314],
		['seconds', 1741910400],
		['milliseconds', 1741910400000],
		['a phone', 13800001234],
		['less than nothing', -45803],
	])('is not %s: %d is refused, and the reason says what to do', (_what, number) => {
		for (const converted of read(number)) {
			expect(converted).toMatchObject({
				fault: { reasonCode: 'wrongType', reason: expect.stringMatching(/turn it into a date/) as string },
			});
		}
	});

	it('that stands there as text is refused: no spreadsheet gives a date cell so, and Number() in the mapping turns it into a number', () => {
		for (const converted of read('45803')) {
			expect(converted).toMatchObject({ fault: { reason: expect.stringMatching(/Excel/) as string } });
		}
		expect(read(Number('45803'))).toEqual([{ value: '2025-05-26' }, { value: '2025-05-26 00:00:00' }]);
	});
});

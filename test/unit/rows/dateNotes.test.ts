import { DateNotes } from '../../../nodes/rows/dateNotes';
import type { Field } from '../../../nodes/rows/field';

const BIRTHDAY: Field = { id: 'birthday', label: 'Birthday', type: 'date' };
const NEXT: Field = { id: 'next', label: 'Next Contact', type: 'dateTime' };

/** What is said about dates, each given with what it was read as. */
function warningsFor(dates: Array<[given: unknown, read: string | undefined]>, field = BIRTHDAY): string[] {
	const notes = new DateNotes();
	for (const [given, read] of dates) notes.note({ field, given, read });
	return notes.warnings();
}

const AMBIGUOUS: [string, string] = ['03/04/2024', '2024-03-04'];
const ONLY_MONTH_FIRST: [string, string] = ['03/25/2024', '2024-03-25'];
const ONLY_DAY_FIRST: [string, undefined] = ['25/03/2024', undefined];
const ADVICE = 'If the day comes first there, map DateTime.fromFormat(…, "dd/MM/yyyy") instead.';

describe('dates of which nobody can see whether the month comes first', () => {
	it('are counted, and the first of them is the example', () => {
		expect(warningsFor([AMBIGUOUS, ['05/06/2024', '2024-05-06']])).toEqual([
			`'Birthday': 2 dates were read with the month first, such as 03/04/2024 as 2024-03-04. ${ADVICE}`,
		]);
	});

	it.each([[' 3 - 4 - 2024 '], ['3/4/2024 8:30'], ['03-04-2024']])('may be written as %j', (given) => {
		expect(warningsFor([[given, '2024-03-04']])).toEqual([
			`'Birthday': 1 dates were read with the month first, such as ${given.trim()} as 2024-03-04. ${ADVICE}`,
		]);
	});

	it('are said to have the day first when others have no such month', () => {
		expect(warningsFor([AMBIGUOUS, ONLY_DAY_FIRST, ONLY_DAY_FIRST, ONLY_MONTH_FIRST])).toEqual([
			`'Birthday': 1 dates were read with the month first, such as 03/04/2024 as 2024-03-04. 2 others were refused because they have no such month: the day does come first. ${ADVICE}`,
		]);
	});

	it('are told for each column', () => {
		const notes = new DateNotes();
		notes.note({ field: BIRTHDAY, given: AMBIGUOUS[0], read: AMBIGUOUS[1] });
		notes.note({ field: NEXT, given: ONLY_MONTH_FIRST[0], read: ONLY_MONTH_FIRST[1] });
		notes.note({ field: NEXT, given: '1/2/2024', read: '2024-01-02 00:00:00' });
		expect(notes.warnings()).toHaveLength(1);
	});

	it.each<[string, Array<[unknown, string | undefined]>]>([
		['another date shows that the month does come first', [AMBIGUOUS, ONLY_MONTH_FIRST]],
		['both numbers are the same', [['04/04/2024', '2024-04-04']]],
		['the second number is no month', [ONLY_MONTH_FIRST, ONLY_MONTH_FIRST]],
		['the year comes first', [['2024/03/04', '2024-03-04']]],
		['the signs differ', [['03/04-2024', undefined]]],
		['they were all refused', [ONLY_DAY_FIRST, ['99/99/2024', undefined], ['03/04/2024', undefined]]],
		['there are none', []],
		['what is there is no text', [[true, undefined]]],
	])('are no reason for a warning when %s', (_why, dates) => {
		expect(warningsFor(dates)).toEqual([]);
	});

	it('are ambiguous up to the 12th month', () => {
		expect(warningsFor([['11/12/2024', '2024-11-12']])).toHaveLength(1);
		expect(warningsFor([['11/13/2024', '2024-11-13']])).toEqual([]);
		// A date that was refused for another reason proves nothing.
		for (const given of ['12/03/2024', '13/13/2024']) {
			const [warning] = warningsFor([AMBIGUOUS, [given, undefined]]);
			expect(warning).not.toContain('refused');
		}
		expect(warningsFor([AMBIGUOUS, ['13/12/2024', undefined]])[0]).toContain('1 others were refused');
	});
});

describe('day numbers of Excel', () => {
	it('are told with the first of each column', () => {
		const notes = new DateNotes();
		notes.note({ field: BIRTHDAY, given: 45803, read: '2025-05-26' });
		notes.note({ field: BIRTHDAY, given: 45804, read: '2025-05-27' });
		notes.note({ field: NEXT, given: 45803.5, read: '2025-05-26 12:00:00' });
		expect(notes.warnings()).toEqual([
			"Day numbers of Excel were read as dates: 45803 as 2025-05-26 in 'Birthday', 45803.5 as 2025-05-26 12:00:00 in 'Next Contact'. If that is not what Excel shows there, turn the numbers into dates before the import.",
		]);
	});

	it('that were refused, and dates that are no numbers, are not told', () => {
		expect(
			warningsFor([
				[35, undefined],
				[new Date(0), '1970-01-01'],
				['1970-01-01', '1970-01-01'],
			]),
		).toEqual([]);
	});

	it('come behind what is said of texts', () => {
		const [first, second] = warningsFor([[45803, '2025-05-26'], AMBIGUOUS]);
		expect([first, second]).toEqual([
			expect.stringContaining('month first'),
			expect.stringContaining('Excel'),
		]);
	});
});

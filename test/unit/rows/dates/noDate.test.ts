import { tryToParseDateTime } from 'n8n-workflow';

import { writtenDay, writtenTime } from '../../../../nodes/rows/dates';
import { NoDate, readDateText } from '../../../../nodes/rows/dateText';

const ZONES = { workflow: 'America/New_York', platform: 'Asia/Shanghai' };

/** What is thrown for a value. */
function thrown(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		return error;
	}
}

describe('what is no date', () => {
	const nothing = () => undefined;
	const moment = { startOf: () => ({ toMillis: () => 0 }), toMillis: () => 0 };

	it.each<[string, unknown]>([
		...[true, null, undefined, {}, []].map((value): [string, unknown] => [String(value), value]),
		['an object with a method of n8n’s DateTime', { startOf: nothing, isValid: true }],
		['an object with the other method', { toMillis: nothing, isValid: true }],
		['an object with both methods, and nothing that says that it is valid', moment],
		['an object that says that it is valid, and has no methods', { isValid: true }],
		['a DateTime that is invalid', tryToParseDateTime('1990-04-12').setZone('Nowhere')],
	])('%s is refused as such, as a day and as a time', (_what, value) => {
		for (const write of [writtenDay, writtenTime]) {
			expect(thrown(() => write(value, ZONES))).toBeInstanceOf(NoDate);
		}
	});
});

describe('the hint for a text that is no date', () => {
	const hint = (text: string) => {
		const error = thrown(() => readDateText(text));
		expect(error).toBeInstanceOf(NoDate);
		return (error as NoDate).hint;
	};

	it.each(['45730', '45730.5', '1741910400'])('%s is rather a number', (text) => {
		expect(hint(text)).toMatch(/day number of Excel/);
	});

	it.each(['13/12/2025', '31-12-2025', '14/03/2025'])('%s has the day first', (text) => {
		expect(hint(text)).toMatch(/the first number is the month/);
	});

	it.each(['2025-13-05', '13.13.2025', '13/13/2025', '1990-04-12 and more', 'soon', '2025-04-12-15'])(
		'%s is told nothing else',
		(text) => {
			expect(hint(text)).toBe('');
		},
	);
});

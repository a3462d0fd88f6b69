import fc from 'fast-check';

import { ContactIndex, wantedContacts } from '../../../../nodes/platform/arrival/wantedContacts';
import { cleanPhone } from '../../../../nodes/rows/phones';

const form = {
	clean: (text: string) => cleanPhone(text, 'chinese'),
	isSearchable: (text: string) => /\d/.test(text),
};

it('rows with the same contact share one, and it is looked for in all forms that they have', () => {
	const [first, second, third] = wantedContacts(['+86 138-0013-8000', 13800138000, '13900139000'], form);
	expect(second).toBe(first);
	expect(third).not.toBe(first);
	expect(first?.forms).toEqual(['13800138000', '+86 138-0013-8000']);
});

it.each([
	['13800138000', true],
	['+86 138 0013 8000', true],
	['13800138000_a1b2', true],
	['+8613800138000_A1', true],
	['13800138001', false],
	['3800138000', false],
])('the platform’s %s is the contact: %s', (text, found) => {
	const contacts = wantedContacts(['13800138000'], form);
	expect(new ContactIndex(contacts, form.clean).find(text) !== undefined).toBe(found);
});

it('the index finds by a mask just the contacts that fit it', () => {
	const phone = fc.stringMatching(/^1[38]\d{3,9}$/);
	const mask = fc.tuple(phone, fc.nat(4), fc.nat(4)).map(([text, start, end]) => {
		const tail = end === 0 ? '' : text.slice(-end);
		return `${text.slice(0, start + 1)}****${tail}`;
	});
	fc.assert(
		fc.property(fc.array(phone, { maxLength: 30 }), mask, (phones, masked) => {
			const contacts = wantedContacts(phones, form);
			const index = new ContactIndex([...new Set(contacts)], form.clean);
			const [start = '', end = ''] = masked.split('****');
			const expected = new Set(phones.filter((text) => text.startsWith(start) && text.endsWith(end)));
			expect(new Set(index.fitting(masked).map(({ forms }) => forms[0]))).toEqual(expected);
		}),
	);
});

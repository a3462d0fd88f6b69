import fc from 'fast-check';

import {
	ContactIndex,
	wantedContacts,
	withAsterisks,
} from '../../../../nodes/platform/arrival/wantedContacts';
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

it.each([
	['138xxxx8000', '138****8000'],
	['138XXXX', '138****'],
	['+86138••••8000', '+86138****8000'],
	['138＊＊＊8000', '138***8000'],
	['13800138000', '13800138000'],
	['13800138000_a1xx', '13800138000_a1xx'],
	['xx@example.com', 'xx@example.com'],
])('%s hides what %s hides', (shown, mask) => {
	expect(withAsterisks(shown)).toBe(mask);
});

describe('a mask of a list', () => {
	const behind = (mask: string, ...phones: string[]) => {
		const contacts = wantedContacts(phones, form);
		const index = new ContactIndex([...new Set(contacts)], form.clean);
		return [...index.mayBeBehind(mask)].map(({ forms }) => forms[0]);
	};

	it.each([
		['138***0009', '13800000009', true],
		['138***0009', '13800000001', true], // 13800000001_0009
		['138***a1b2', '13800000001', true],
		['138***', '13800000001', true],
		['138***0001_a1', '13800000001', true],
		['138***0001_a1', '13800000001_a1', true],
		['138***_a1b2', '13800000001', true],
		['+86***0001', '13800000001', true],
		['008***0001', '13800000001', true],
		['12***12', '12', true],
		['139***0001', '13800000001', false],
		['138***0002_a1', '13800000001', false],
	])('%s may be %s: %s', (mask, phone, may) => {
		expect(behind(mask, phone, '15500000000').includes(phone)).toBe(may);
	});

	it.each([
		['a***@example.com', ['ann@example.com', 'a_b@example.com']],
		['a***b@example.com', ['a_b@example.com']],
	])('%s may be %j', (mask, expected) => {
		const emails = ['ann@example.com', 'a_b@example.com', 'bob@example.com', 'ann@example.org'];
		const contacts = wantedContacts(emails, {
			clean: (text) => text.toLowerCase(),
			isSearchable: () => true,
		});
		const index = new ContactIndex(contacts, (text) => text.toLowerCase());
		expect([...index.mayBeBehind(mask)].map(({ forms }) => forms[0])).toEqual(expected);
	});

	it('leaves no contact out that it may stand for, whatever the platform puts before and behind a number', () => {
		const phone = fc.stringMatching(/^1[38]\d{4,9}$/);
		const suffix = fc.oneof(
			fc.constant(''),
			fc.stringMatching(/^_[0-9a-z]{1,6}$/),
			fc.stringMatching(/^_\d{4}$/),
		);
		const prefix = fc.constantFrom('', '', '+86', '0086');
		fc.assert(
			fc.property(
				fc.array(phone, { minLength: 1, maxLength: 30 }),
				fc.tuple(prefix, suffix, fc.nat(), fc.nat(6), fc.nat(6)),
				(phones, [before, after, which, start, end]) => {
					const meant = phones[which % phones.length] ?? '';
					const stored = before + meant + after;
					const mask = `${stored.slice(0, start)}***${end === 0 ? '' : stored.slice(-end)}`;
					expect(behind(mask, ...phones)).toContain(meant);
				},
			),
			{ numRuns: 2_000 },
		);
	});
});

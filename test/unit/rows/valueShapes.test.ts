import { isSurelyPhone, mayBeEmail, mayBePhone } from '../../../nodes/rows/valueShapes';

const PHONES = ['13800138000', '+86 138-0013-8000', '8613800138000', '+14155550100'];

it.each([...PHONES, '12345', '(010) 8888-8888', '１３８００１３８０００', '13800138000_a1'])(
	'%j may be a phone',
	(value) => {
		expect(mayBePhone(value)).toBe(true);
	},
);

it.each([
	'',
	'1234',
	'1234567890123456',
	'王小明',
	'138 or 139',
	'a@b.c',
	13800138000,
	null,
	['13800138000'],
])('%j is no phone', (value) => {
	expect(mayBePhone(value)).toBe(false);
});

it.each([...PHONES, '138 0013 8000', '138-0013-8000'])('%j is surely a phone', (value) => {
	expect(isSurelyPhone(value)).toBe(true);
});

it.each(['12345', '12800138000', '010 8888 8888', '20250314', 'No. 13800138000', 13800138000, null])(
	'%j may be anything',
	(value) => {
		expect(isSurelyPhone(value)).toBe(false);
	},
);

it.each([
	['a@b.c', true],
	['a b.c', false],
	[['a@b.c'], false],
	[7, false],
])('%j may be an email address: %s', (value, expected) => {
	expect(mayBeEmail(value)).toBe(expected);
});

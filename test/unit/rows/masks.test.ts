import fc from 'fast-check';

import { matchesMask } from '../../../nodes/rows/masks';

describe('a masked phone', () => {
	it.each([
		['911***8179', '91138008179', true],
		['911***8179', '91138008170', false],
		['911***8179', '81138008179', false],
		['1*3*9', '13800138009', true],
		['1**3***9', '13800138009', true],
		['1*5*9', '13800138009', false],
		['1*0013*380*9', '13800138009', false],
		['1*80*0013*9', '13800138009', false],
		['1*80*013*9', '13800138009', true],
		['1*09*80*9', '13800138009', false],
		['138***', '13800138009', true],
		['***8009', '13800138009', true],
		['***', '13800138000', false],
		['*5*', '13800138000', false],
		['13800138000', '13800138000', true],
		['13800138000', '13800138001', false],
		['', '13800138000', false],
	])('%s may be %s: %s', (mask, phone, fits) => {
		expect(matchesMask(phone, mask)).toBe(fits);
	});

	it('may always be the phone that it was made from', () => {
		const parts = fc.array(fc.stringMatching(/^\d{1,4}$/), { minLength: 2, maxLength: 5 });
		fc.assert(
			fc.property(parts, fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }), (shown, hidden) => {
				const phone = shown.map(
					(part, index) => part + '7'.repeat(index < shown.length - 1 ? (hidden[index] ?? 0) : 0),
				);
				expect(matchesMask(phone.join(''), shown.join('***'))).toBe(true);
			}),
		);
	});
});

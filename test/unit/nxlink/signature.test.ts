import fc from 'fast-check';
import { createHash } from 'node:crypto';

import { sign } from '../../../nodes/nxlink/access/signature';

const DOCUMENTED = {
	accessKey: 'fme2na3kdi3ki',
	accessSecret: 'abciiiko2k3',
	ts: '1655710885431',
	bizType: '1',
	action: 'send',
};
const CDP = { ...DOCUMENTED, bizType: '2', action: 'mt' };
const NAME_FIRST = '{"name":"牛小信","id":10001}';
const ID_FIRST = '{"id":10001,"name":"牛小信"}';
const CUSTOMERS =
	'{"type":1,"tenant_id":123,"app_key":"46oKF=os","customers":[{"full_name":"zhang san","whats_app_phone":"8618163725558"}]}';

describe('the signatures of the vendor’s pages', () => {
	it.each([
		['D1, in Java and C#', NAME_FIRST, '87c3560d3331ae23f1021e2025722354'],
		['D2, in PHP and Go', ID_FIRST, '7750759da06333f20d0640be09355e34'],
		['D3, in Python, with spaces', '{"id": 10001, "name": "牛小信"}', 'd0c24a9886c629330d7f3f2056c65bc2'],
	])('%s', (_, body, expected) => {
		expect(sign({ ...DOCUMENTED, body })).toBe(expected);
		expect(sign({ ...DOCUMENTED, body: Buffer.from(body) }, 'md5')).toBe(expected);
	});
});

describe('signatures reckoned by the rule of the pages', () => {
	it.each([
		[
			'S1',
			DOCUMENTED,
			NAME_FIRST,
			undefined,
			'e0eec2c99ef80f269a82795e2223f618ebfc0616c8b6c8c7d438021ec38ad0eb',
		],
		[
			'S2',
			DOCUMENTED,
			ID_FIRST,
			undefined,
			'd04863619d46121592cdb312ec0a91c148a1f5daea64930ad0e1fb31a04dc808',
		],
		[
			'C1',
			DOCUMENTED,
			undefined,
			'884afe159e39b6c88a0d6102ca97d704',
			'921e82155cc02cdf78da934307c33cdca3f412d35ddb5b965482a2e029e900f4',
		],
		[
			'C2',
			CDP,
			NAME_FIRST,
			'94bbd66002121eda542baf65350a3a02',
			'6dd790535e756d96373cc79d5b0f4da04541394bfff05078c8e996d2d843d24a',
		],
		[
			'C3',
			CDP,
			'',
			'948ab46c078bff467f1b17c24a0ecc37',
			'49f4b5a4b191465271ab63ae83bce7773847a3b0cc54b632dc5049b81d457f4a',
		],
		[
			'C4',
			CDP,
			CUSTOMERS,
			'af6af2709c5891a848a8d6688e71e404',
			'2f57c4a10d07629fe2f6284c9da2e6ce37ffa126feed541f5bf04d2af47fe0e2',
		],
	])('%s', (_, parts, body, md5, sha256) => {
		if (md5 !== undefined) expect(sign({ ...parts, body }, 'md5')).toBe(md5);
		expect(sign({ ...parts, body }, 'sha256')).toBe(sha256);
	});
});

it('takes any body as it is: no trimming, no other encoding, no other order', () => {
	const text = fc.string({ unit: 'grapheme', minLength: 1 });
	fc.assert(
		fc.property(text, text, (body, accessSecret) => {
			const whole = `accessKey=k&action=mt&bizType=2&ts=1&body=${body}&accessSecret=${accessSecret}`;
			const expected = createHash('sha256').update(Buffer.from(whole, 'utf8')).digest('hex');
			const parts = { accessKey: 'k', action: 'mt', bizType: '2', ts: '1', accessSecret };
			expect(sign({ ...parts, body }, 'sha256')).toBe(expected);
			expect(sign({ ...parts, body: Buffer.from(body) }, 'sha256')).toBe(expected);
		}),
	);
});

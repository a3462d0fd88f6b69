import fc from 'fast-check';

import { secretRemover } from '../../../nodes/http/secrets';

describe('what a server said', () => {
	it.each([
		['the token t0k3n-secret is wrong', 'the token *** is wrong'],
		['t0k3n-secret,t0k3n-secret', '***,***'],
		['key 46oKF=os, in a URL 46oKF%3Dos', 'key ***, in a URL ***'],
		['sign=87c3560d3331ae23f1021e2025722354', 'sign=***'],
		[`sign ${'aB'.repeat(32)}!`, 'sign ***!'],
		['trace 87c3560d3331ae23f1021e202572235', 'trace 87c3560d3331ae23f1021e202572235'],
		['nothing of the sort', 'nothing of the sort'],
		['', ''],
	])('%j is shown as %j', (said, shown) => {
		expect(secretRemover(['t0k3n-secret', '46oKF=os', undefined, null, 7, '', 'abc'])(said)).toBe(shown);
	});

	it('loses a secret that begins like another one altogether', () => {
		const remove = secretRemover(['abcd', 'abcdefgh']);
		expect(remove('abcdefgh and abcd')).toBe('*** and ***');
	});

	it('loses a token that was pasted with its scheme or with spaces', () => {
		expect(secretRemover(['Bearer  eyJhbGciOi '])('token eyJhbGciOi')).toBe('token ***');
	});

	it('never shows a secret, wherever it stands, and is not too long', () => {
		const secret = fc.stringMatching(/^[A-Za-z0-9=+/_-]{4,40}$/);
		fc.assert(
			fc.property(
				fc.array(secret, { minLength: 1, maxLength: 4 }),
				fc.array(fc.string(), { maxLength: 6 }),
				(secrets, words) => {
					const said = words.flatMap((word, index) => [word, secrets[index % secrets.length]]).join(' ');
					const shown = secretRemover(secrets)(said);
					for (const one of secrets) expect(shown).not.toContain(one);
					expect(shown.length).toBeLessThanOrEqual(501);
				},
			),
		);
	});

	it('is cut only after the secrets are out', () => {
		const remove = secretRemover(['t0k3n-secret']);
		expect(remove(`${'x'.repeat(495)}t0k3n-secret`)).toBe(`${'x'.repeat(495)}***`);
	});
});

import { Readable } from 'node:stream';

import { noAnswer, readBody } from '../../../nodes/http/exchange';

/** As n8n's helper throws it: what the socket said is the cause. */
const thrown = (cause: object, name = 'NodeApiError') =>
	Object.assign(new Error('wrapped'), { name, cause: Object.assign(new Error('inner'), cause) });

describe('a request without an answer', () => {
	it.each([
		[{ code: 'ECONNREFUSED', syscall: 'connect' }, 'notSent'],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent'],
		[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'notSent'],
		[{ code: 'EPROTO', syscall: 'write' }, 'notSent'],
		[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notSent'],
		[{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'notSent'],
		[{ code: 'ECONNRESET', syscall: 'read' }, 'unknown'],
		[{ code: 'EHOSTUNREACH', syscall: 'read' }, 'unknown'],
		[{ code: 'ENETUNREACH', syscall: 'write' }, 'unknown'],
		[{ code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }, 'unknown'],
		[{ code: 'ECONNABORTED' }, 'unknown'],
		[{}, 'unknown'],
	])('%j is %s', (cause, kind) => {
		expect(noAnswer(thrown(cause))).toMatchObject({ kind });
	});

	it("knows n8n's own guard, however deep it stands", () => {
		const error = thrown({ name: 'SsrfBlockedIpError', code: undefined });
		expect(noAnswer(error)).toMatchObject({ kind: 'notSent', code: 'SSRF_BLOCKED' });
	});
});

/** As Node.js throws it when a host has several addresses and no connection to any of them came about. */
const noneOf = (...attempts: object[]) =>
	Object.assign(new AggregateError(attempts.map((attempt) => Object.assign(new Error('one'), attempt))), {
		code: (attempts[0] as { code: string }).code,
	});

describe('a host with several addresses', () => {
	const timedOut = { code: 'ETIMEDOUT', syscall: 'connect' };
	const refused = { code: 'ECONNREFUSED', syscall: 'connect' };

	it.each([
		[[timedOut, timedOut]],
		[[timedOut, refused]],
		[[{ code: 'EACCES', syscall: 'connect' }, refused]],
	])('to none of which a connection came about was certainly not called: %j', (attempts) => {
		const wrapped = thrown({ code: attempts[0]?.code, cause: noneOf(...attempts) });
		expect(noAnswer(wrapped)).toMatchObject({ kind: 'notSent', code: attempts[0]?.code });
	});

	it('may have been called when one of the failures came later', () => {
		const cause = noneOf(timedOut, { code: 'ECONNRESET', syscall: 'read' });
		expect(noAnswer(thrown({ code: 'ETIMEDOUT', cause }))).toMatchObject({ kind: 'unknown' });
	});
});

describe('why there is no answer', () => {
	it.each([
		['ENOTFOUND', 'its host name is not known'],
		['EAI_AGAIN', 'its host name could not be looked up just now'],
		['ECONNREFUSED', 'nothing answers at that address and port'],
		['ECONNRESET', 'the connection was cut'],
		['ETIMEDOUT', 'no answer came in time'],
		['ERR_CANCELED', 'the execution was cancelled'],
		['TOO_LARGE', 'the answer was larger than 32 MB'],
		['EWHATEVER', 'the connection failed (EWHATEVER)'],
	])('%s is told as "%s"', (code, message) => {
		expect(noAnswer(thrown({ code }))).toMatchObject({ code, message });
	});

	it('is told also when nothing is known, and by the outermost code', () => {
		for (const error of [undefined, null, 'cut', new Error('cut')])
			expect(noAnswer(error)).toEqual({
				kind: 'unknown',
				code: 'UNKNOWN',
				message: 'the connection failed (UNKNOWN)',
			});
		const outer = Object.assign(thrown({ code: 'ECONNREFUSED' }), { code: 'ECONNABORTED' });
		expect(noAnswer(outer).code).toBe('ECONNABORTED');
		expect(noAnswer(thrown({ code: '' })).code).toBe('UNKNOWN');
		expect(noAnswer(thrown({ code: 7 })).code).toBe('UNKNOWN');
	});

	it('ends where an error is its own cause', () => {
		const error: Error & { cause?: unknown } = new Error('round');
		error.cause = error;
		expect(noAnswer(error).code).toBe('UNKNOWN');
	});

	it('is not known of a host when no attempt is told', () => {
		expect(noAnswer(Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }))).toMatchObject({
			kind: 'unknown',
		});
		expect(noAnswer(Object.assign(new Error('x'), { code: 'ETIMEDOUT', errors: [null] }))).toMatchObject({
			kind: 'unknown',
		});
		expect(noAnswer(Object.assign(new Error('x'), { code: 'ETIMEDOUT', errors: 'none' }))).toMatchObject({
			kind: 'unknown',
		});
	});
});

describe('the body of an answer', () => {
	it('is read as UTF-8, wherever it was cut into pieces', async () => {
		const bytes = Buffer.from('{"name":"王芳"}');
		const pieces = [...bytes].map((byte) => Buffer.from([byte]));
		expect(await readBody(Readable.from(pieces), 1_000)).toBe('{"name":"王芳"}');
	});

	it('of 32 MB is read, and one byte more is too large', async () => {
		const megabyte = Buffer.alloc(1024 * 1024, 'x');
		const megabytes = new Array<Buffer>(32).fill(megabyte);
		expect(await readBody(Readable.from(megabytes), 10_000)).toHaveLength(32 * 1024 * 1024);
		const tooLarge = readBody(Readable.from([...megabytes, Buffer.from('x')]), 10_000);
		await expect(tooLarge).rejects.toMatchObject({ code: 'TOO_LARGE' });
	});

	it('without end is given up when the time is over', async () => {
		const silent = new Readable({ read: () => {} });
		silent.push('{');
		await expect(readBody(silent, 50)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	});

	it('without end is given up also when its stream only notices with the next bytes', async () => {
		const deaf = {
			async *[Symbol.asyncIterator]() {
				yield Buffer.from('{');
				await new Promise(() => {});
			},
			destroy: () => {},
		};
		await expect(readBody(deaf, 50)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	});
});

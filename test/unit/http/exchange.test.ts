import { noAnswer } from '../../../nodes/http/exchange';

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

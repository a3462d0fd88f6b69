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

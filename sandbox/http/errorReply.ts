import { randomBytes } from 'node:crypto';
import type { FaultOrder } from '../faults';
import type { Reply } from './call';

/** The faults that are answered with an error of the server in front of the platform's code. */
type ServerError = Extract<FaultOrder, { kind: 'tooMany' | 'unavailable' | 'errorBefore' | 'errorAfter' }>;

/** The messages of the web server, and of the platform in its own envelope [INF]. */
const WORDS: Record<ServerError['kind'], { plain: string; envelope: string }> = {
	tooMany: { plain: 'Too Many Attempts.', envelope: '请求过于频繁' },
	unavailable: { plain: 'Service Unavailable', envelope: '服务暂不可用' },
	errorBefore: { plain: 'Server Error', envelope: '服务器错误' },
	errorAfter: { plain: 'Server Error', envelope: '服务器错误' },
};

function codeOf(fault: ServerError): number {
	if (fault.kind === 'tooMany') return 429;
	return fault.kind === 'unavailable' ? 503 : (fault.status ?? 500);
}

/** Makes the answer for an error of the server: with the server's message, or in the envelope of the platform that was called. */
export function errorReply(fault: ServerError, path: string): Reply {
	const code = codeOf(fault);
	const words = WORDS[fault.kind];
	const { errorBody = 'plain', httpStatus: status = code } = fault;
	if (errorBody === 'plain') return { status, body: JSON.stringify({ message: words.plain }) };
	const message = errorBody === 'wordless' ? '' : words.envelope;
	const envelope = path.includes('/saas/')
		? { code, message, traceId: randomBytes(16).toString('hex'), data: null }
		: { code, status: 'error', message, data: [] };
	return { status, body: JSON.stringify(envelope) };
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { NXLINK } from '../accounts';
import type { Call } from '../http/call';
import { EXPIRED, INVALID_SIGNATURE, MISSING_HEADERS, NO_PERMISSION, PARAMETER_ERROR } from './envelope';

/** The largest allowed difference between `ts` and the server's time in milliseconds (nxlink.md 2.1). */
const CLOCK_TOLERANCE_MS = 60_000;
const REQUIRED = ['accessKey', 'ts', 'bizType', 'action', 'sign'] as const;

/**
 * Checks the headers of every call. The order in which the platform checks them is not known [INF].
 * @param now the server's time in milliseconds
 * @throws NxlinkRefusal 1001 to 1005
 */
export function checkSignature(call: Call, now: number): void {
	const header = (name: string) => String(call.headers[name.toLowerCase()] ?? '');
	if (REQUIRED.some((name) => header(name) === '')) throw MISSING_HEADERS;
	if (header('bizType') !== '2' || header('action') !== 'mt') throw PARAMETER_ERROR;
	if (header('accessKey') !== NXLINK.accessKey) throw NO_PERMISSION;
	checkClock(header('ts'), now);
	if (call.body.length > 0 && !/^application\/json\s*(;|$)/i.test(header('Content-Type')))
		throw INVALID_SIGNATURE;
	const algorithm = header('algorithm') || 'md5';
	if (algorithm !== 'md5' && algorithm !== 'sha256') throw INVALID_SIGNATURE;
	const expected = Buffer.from(
		signature(algorithm, call.body, {
			accessKey: header('accessKey'),
			action: header('action'),
			bizType: header('bizType'),
			ts: header('ts'),
			accessSecret: NXLINK.accessSecret,
		}),
	);
	const given = Buffer.from(header('sign'));
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw INVALID_SIGNATURE;
}

function checkClock(ts: string, now: number): void {
	if (!/^\d{13}$/.test(ts) || Math.abs(Number(ts) - now) > CLOCK_TOLERANCE_MS) throw EXPIRED;
}

export interface Signed {
	accessKey: string;
	action: string;
	bizType: string;
	ts: string;
	accessSecret: string;
}

/**
 * Computes the signature of a request: a plain digest over the headers, the body's bytes as sent, and the secret, in
 * lowercase hex (nxlink.md 1.1). An empty body is left out.
 */
export function signature(algorithm: 'md5' | 'sha256', body: Buffer, signed: Signed): string {
	const { accessKey, action, bizType, ts, accessSecret } = signed;
	const hash = createHash(algorithm).update(
		`accessKey=${accessKey}&action=${action}&bizType=${bizType}&ts=${ts}`,
	);
	if (body.length > 0) hash.update('&body=').update(body);
	return hash.update(`&accessSecret=${accessSecret}`).digest('hex');
}

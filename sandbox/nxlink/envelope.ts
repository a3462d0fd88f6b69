import { randomBytes } from 'node:crypto';
import type { Reply } from '../http/call';
import { writeJson } from '../json';
import type { Settings } from '../settings';

/** Refuses a whole request. It is thrown before anything is stored. */
export class NxlinkRefusal extends Error {
	constructor(
		readonly code: number,
		message: string,
	) {
		super(message);
	}
}

/** The codes of nxlink.md 2.2, with the messages of the newer pages. */
export const MISSING_HEADERS = new NxlinkRefusal(1001, 'Authentication failed (missing public parameters)');
export const PARAMETER_ERROR = new NxlinkRefusal(1002, 'Authentication failed (parameter error)');
export const INVALID_SIGNATURE = new NxlinkRefusal(1003, 'Authentication failed (invalid signature)');
export const EXPIRED = new NxlinkRefusal(1004, 'Authentication failed (timestamp expired)');
export const NO_PERMISSION = new NxlinkRefusal(1005, 'Authentication failed (insufficient authority)');

export const NO_SUCH_SEAT = 12148;
export const noSuchSeat = (seat: string) => `归属坐席 ${seat} 不存在,请前往 管理->成员 确认`;

/**
 * @param beside further fields of the envelope
 * @returns `{"code":0,"message":null,"traceId":…,"data":…}`; bigints become raw integers.
 */
export function nxlinkSuccess(
	data: unknown,
	settings: Settings,
	beside: Record<string, unknown> = {},
): Reply {
	return envelope({ status: 200, code: 0, message: null, data, beside }, settings);
}

export function nxlinkRefused({ code, message }: NxlinkRefusal, settings: Settings): Reply {
	const fitting = [1001, 1003, 1004, 1005].includes(code) ? 401 : 400;
	const status = settings.errorStatus === 'matching' ? fitting : 200;
	return envelope({ status, code, message, data: null, beside: {} }, settings);
}

interface Answer {
	status: number;
	code: number;
	message: string | null;
	data: unknown;
	beside: Record<string, unknown>;
}

function envelope({ status, code, message, data, beside }: Answer, { codeAsString }: Settings): Reply {
	const traceId = randomBytes(16).toString('hex');
	return {
		status,
		body: writeJson({ code: codeAsString ? String(code) : code, message, traceId, data, ...beside }),
	};
}

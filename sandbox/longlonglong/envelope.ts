import type { Reply } from '../http/call';
import type { Settings } from '../settings';

/** Field (such as `data.0.phone`) → its error messages, in the form of a Laravel validator. */
export type Messages = Record<string, string[]>;

/** Refuses a whole request. It is thrown before anything is stored. */
export class Refusal extends Error {
	constructor(
		readonly code: number,
		readonly messages: string | Messages,
	) {
		super(typeof messages === 'string' ? messages : JSON.stringify(messages));
	}
}

/** The codes of longlonglong.md, section 6. */
export const TASK_RUNNING = new Refusal(6007, '2.0任务启动中,请先停止任务');
/** The codes and messages below are inferred, because no page shows them. */
export const UNAUTHORIZED = new Refusal(401, 'Unauthorized');
export const NO_BODY = new Refusal(400, 'GET请求不支持请求体');
export const NO_SUCH_USER = new Refusal(404, '用户不存在');
export const NO_SUCH_TASK = new Refusal(404, '任务不存在');
export const TAKES_NO_NUMBERS = new Refusal(400, '呼入任务不支持导入号码');

/** @returns `{"code":200,"status":"success",…}`; `data` is left out when undefined, as number-batch-reset does. */
export function success(message: string, data?: unknown, meta?: unknown): Reply {
	return { status: 200, body: JSON.stringify({ code: 200, status: 'success', message, meta, data }) };
}

/** @returns the error envelope, whose `data` is an empty array (M-num-async, D-num-del). */
export function refused(refusal: Refusal, settings: Settings): Reply {
	const { code, messages } = refusal;
	const fitting = code >= 400 && code < 600 ? code : 400;
	return {
		status: settings.errorStatus === 'matching' ? fitting : 200,
		body: JSON.stringify({ code, status: 'error', message: messages, data: [] }),
	};
}

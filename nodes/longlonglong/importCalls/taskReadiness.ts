import type { IDataObject } from 'n8n-workflow';

import type { No, Reply } from '../../http/reply';
import type { TargetCheck } from '../../import/runImport';
import type { PlatformCall } from '../../platform/client';
import { rowsOf, sizeOf } from '../../platform/lists/pages';
import type { Envelope } from '../../platform/platform';
import { readTargetReply } from '../../platform/targetCheck';
import { ADVICE } from '../codes/replyCodes';
import { isInbound, isPaused } from '../operation/taskState';
import type { LonglonglongClient } from '../platform';

/** The target of an import: an account, and one of its call tasks. */
export interface ImportTarget {
	/** The path of the account, `/user/{user_id}`. */
	userPath: string;
	/** The path of the task below the account, `/task/{task_id}`; undefined when the rows go into the public pool. */
	taskPath?: string;
	taskId?: string;
	/** `sub_user_id`, when the import is for a sub-account. */
	query: IDataObject;
}

const PER_PAGE = 100;
/** The pages of a list that are read, at most: 2,000 tasks of each kind. */
const MAX_PAGES = 20;

const no = (code: string, message: string, advice?: string): No => ({
	kind: 'no',
	message,
	code,
	advice,
	retryable: false,
	deniesAllCalls: false,
	aboutRows: false,
});

/** The platform's refusal when numbers are added to a 2.0 task that is not paused. Source: page 批量添加号码（异步接口）. */
const RUNNING = no('6007', '2.0任务启动中,请先停止任务', ADVICE['6007']);
/** The refusal for an inbound task. No page describes it; the vendor's CLI says that numbers cannot be added to such a task. */
const INBOUND = no(
	'inbound',
	'The task is an inbound task (呼入): it takes no numbers',
	'Choose an outbound task (外呼).',
);

type Ask = (call: Omit<PlatformCall, 'method'>) => Promise<Reply<Envelope>>;

/** Looks for a task in one of the lists. @returns undefined when it is not found, or the list cannot be read */
async function findTask(
	ask: Ask,
	path: string,
	{ taskId, query }: ImportTarget,
): Promise<IDataObject | undefined> {
	for (let page = 1; page <= MAX_PAGES; page++) {
		const reply = await ask({ path, query: { page, per_page: PER_PAGE, ...query } });
		if (reply.kind !== 'yes') return undefined;
		const rows = rowsOf(reply.answer.data);
		const found = rows.find(({ uuid, id }) => String(uuid ?? id) === taskId);
		if (found) return found;
		if (rows.length === 0 || page >= (sizeOf(reply.answer).lastPage ?? 1)) return undefined;
	}
	return undefined;
}

/**
 * Asks the platform, by calls that only read, whether it would accept an import: whether it accepts the token, and for a call task whether
 * the task is known and takes numbers now. Classic tasks take numbers while they run; 2.0 tasks must be paused.
 */
export async function checkTarget(client: LonglonglongClient, target: ImportTarget): Promise<TargetCheck> {
	const ask: Ask = async (call) => await client.call({ method: 'GET', ...call });
	const token = readTargetReply('The access token', await ask({ path: '/token' }));
	if (token || target.taskPath === undefined) return token ?? { warnings: [] };
	const numbers = `${target.userPath}${target.taskPath}/number`;
	const known = readTargetReply(
		'The task',
		await ask({ path: numbers, query: { page: 1, per_page: 1, ...target.query } }),
	);
	if (known) return known;
	const newTask = await findTask(ask, `/new${target.userPath}/task`, target);
	const task = newTask ?? (await findTask(ask, `${target.userPath}/task`, target));
	if (!task)
		return {
			warnings: [
				'It is not known whether the task takes numbers now, because it was not found in the lists of tasks.',
			],
		};
	if (isInbound(task)) return { refusal: INBOUND, warnings: [] };
	return newTask && isPaused(task) === false ? { refusal: RUNNING, warnings: [] } : { warnings: [] };
}

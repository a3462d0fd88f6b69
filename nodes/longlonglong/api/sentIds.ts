import type { No, Unknown } from '../../http/reply';

/** Words of a path, and what the part behind each of them is. */
const ID_NAMES = new Map([
	['user', 'user ID'],
	['type', 'stage'],
	['task', 'task ID'],
	['task_stop', 'task ID'],
	['customer_to_task', 'task ID'],
	['component', 'custom field ID'],
	['identification', 'batch number'],
	['detail', 'record ID'],
]);

function idsIn(path: string): string {
	const parts = path.split('?')[0]?.split('/') ?? [];
	return parts
		.flatMap((id, index) => {
			const name = ID_NAMES.get(parts[index - 1] ?? '');
			return name === undefined || id === '' ? [] : [`${name} ${decodeURIComponent(id)}`];
		})
		.join(', ');
}

/** Advice outside an import, where there are no batches to slow down. */
const ADVICE: Record<string, string> = {
	'404': 'Check the IDs: the platform does not know one of them, or not under this account.',
	'429': 'Too many requests: let fewer workflows run at the same time, or try again later.',
};

/** A refusal in the words of a call outside an import; a 404 names the ids that were sent. */
export function explained<Refusal extends No | Unknown>(reply: Refusal, path: string): Refusal {
	const code = reply.httpStatus === 404 ? '404' : reply.code;
	const advice = ADVICE[code] ?? reply.advice;
	if (code !== '404') return { ...reply, ...(advice !== undefined && { advice }) };
	return { ...reply, advice, message: `${reply.message} (sent: ${idsIn(path)})` };
}

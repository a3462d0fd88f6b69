import type { No, Unknown } from '../http/reply';
import type { Platform } from './platform';

/** Adds advice to refusals. It is the same for all platforms, and depends on the kind of call. */

const TOO_MANY_IN_IMPORT =
	"Too many requests: lower 'Batches at Once' or raise 'Batch Interval' under 'Options'.";
const TOO_MANY = 'Too many requests: let fewer workflows run at the same time, or try again later.';
const NOT_FOUND = 'Check the IDs: the platform does not know one of them, or not under this account.';

/** The IDs in a path with their names, such as `task ID 7`. */
function idsIn(path: string, idNames: Readonly<Record<string, string>>): string {
	const parts = path.split('?')[0]?.split('/') ?? [];
	return parts
		.flatMap((id, index) => {
			const before = parts[index - 1] ?? '';
			const name = Object.hasOwn(idNames, before) ? idNames[before] : undefined;
			return name === undefined || id === '' ? [] : [`${name} ${decodeURIComponent(id)}`];
		})
		.join(', ');
}

/** Adds advice to the refusal of a call outside an import. The message of a "not found" also gets the IDs that were sent. */
export function explainRefusal<Refusal extends No | Unknown>(
	refusal: Refusal,
	path: string,
	{ idNames }: Pick<Platform, 'idNames'>,
): Refusal {
	const { code, httpStatus, message, advice } = refusal;
	if (idNames && (code === '404' || httpStatus === 404)) {
		return { ...refusal, advice: NOT_FOUND, message: `${message} (sent: ${idsIn(path, idNames)})` };
	}
	return code === '429' ? { ...refusal, advice: advice ?? TOO_MANY } : refusal;
}

/** Adds advice to the refusal of an import. */
export function explainImportRefusal(refusal: No): No {
	return refusal.code === '429' ? { ...refusal, advice: refusal.advice ?? TOO_MANY_IN_IMPORT } : refusal;
}

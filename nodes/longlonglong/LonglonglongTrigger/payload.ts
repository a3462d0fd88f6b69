import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../../http/json';
import { isRecord } from '../../http/values';

/** The documented callbacks nest five levels deep; far deeper ones run n8n's own recursive helpers out of stack. */
const MAX_DEPTH = 100;

/**
 * Takes `__proto__` keys out, at every level: JSON.parse makes plain fields of them, but whatever copies such a field later changes the
 * copy's prototype. Goes level by level, because a recursive walk would run out of stack on what it is here to find.
 * @returns whether the value is no deeper than {@link MAX_DEPTH}
 */
function makeHarmless(value: object): boolean {
	let level: object[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth === MAX_DEPTH) return false;
		const next: object[] = [];
		for (const container of level) {
			if (Object.hasOwn(container, '__proto__')) Reflect.deleteProperty(container, '__proto__');
			for (const child of Object.values(container) as unknown[]) {
				if (typeof child === 'object' && child !== null) next.push(child);
			}
		}
		level = next;
	}
	return true;
}

/**
 * Reads a callback's body, whatever its content type says: JSON in UTF-8, bytes that are none become U+FFFD. Integers beyond 2^53 become strings.
 * @returns undefined when it is no JSON object, or nested too deep
 */
export function readPayload(body: Buffer | undefined): IDataObject | undefined {
	const text = body?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
	const payload = parseJson(text);
	return isRecord(payload) && makeHarmless(payload) ? (payload as IDataObject) : undefined;
}

import { ALTERATIONS } from '../alterations';
import type { Fault, FaultEffect, FaultOrder } from '../faults';
import { FAULT_KINDS } from '../faults';
import { hostile } from '../hostile';

const HOSTILE_BY_NAME = {
	hugeHtml: (size?: number) => hostile.hugeHtml(size),
	gzipBomb: (size?: number) => hostile.gzipBomb(size),
	deepJson: (size?: number) => hostile.deepJson(size),
	html: (size?: number) => hostile.html(size),
	empty: (size?: number) => hostile.empty(size),
};

/**
 * Reads a fault order that came as JSON. It differs from {@link FaultOrder} where JSON has no suitable type:
 * `pathPattern` (text of a regular expression) instead of a RegExp in `path`, `times: "always"` instead of Infinity,
 * and `hostile` (hugeHtml, gzipBomb, deepJson, html, empty; with `size`) or `bodyBase64` instead of a body.
 * @throws Error that says what is wrong with the order
 */
export function readFaultOrder(given: Record<string, unknown>): FaultOrder {
	const { pathPattern, times, hostile: name, size, bodyBase64, ...rest } = given;
	const kind = FAULT_KINDS.find((known) => known === given.kind);
	if (!kind) throw new Error(`kind must be one of ${FAULT_KINDS.join(', ')}.`);
	if (kind === 'slow' && typeof given.delayMs !== 'number') throw new Error('A slow answer needs delayMs.');
	if (kind === 'altered') checkAlterations(given.alterations);
	const order = { ...rest, kind } as FaultOrder;
	if (typeof pathPattern === 'string') order.path = new RegExp(pathPattern);
	if (times === 'always') order.times = Infinity;
	else if (typeof times === 'number') order.times = times;
	else if (times !== undefined) throw new Error('times must be a number or "always".');
	if (name !== undefined) Object.assign(order, hostileByName(name, size));
	if (typeof bodyBase64 === 'string') Object.assign(order, { body: Buffer.from(bodyBase64, 'base64') });
	return order;
}

function checkAlterations(names: unknown): void {
	const known: readonly unknown[] = ALTERATIONS;
	if (!Array.isArray(names) || names.length === 0 || !names.every((name) => known.includes(name)))
		throw new Error(`alterations must be a list of ${ALTERATIONS.join(', ')}.`);
}

function hostileByName(name: unknown, size: unknown) {
	const known = HOSTILE_BY_NAME[name as keyof typeof HOSTILE_BY_NAME];
	if (!known) throw new Error(`hostile must be one of ${Object.keys(HOSTILE_BY_NAME).join(', ')}.`);
	return known(typeof size === 'number' ? size : undefined);
}

/** @returns a fault as the control API lists it. */
export function showFault({ id, order, seen, firings }: Fault) {
	const { path, times, ...rest } = order as FaultOrder & { body?: unknown };
	const shown: Record<string, unknown> = { ...rest };
	if ('body' in shown)
		shown.body = typeof shown.body === 'string' ? shown.body.slice(0, 200) : '(binary or generated)';
	return {
		id,
		...(shown as Omit<FaultEffect, 'body'>),
		path: path instanceof RegExp ? path.source : path,
		times: times === Infinity ? 'always' : (times ?? 1),
		seen,
		fired: firings.length,
		firings,
	};
}

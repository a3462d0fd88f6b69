import type { LoggedRequest } from '../../sandbox';
import type { Observed } from '../campaign/books';
import { itemIndexOf, rowItems } from '../campaign/books';
import type { SimulatedPlan } from './plans';

/** The text of each fault, without its default values. */
function faultText(plan: SimulatedPlan): string[] {
	return plan.faults.map(({ kind, after = 0, times = 1, ...more }) => {
		const how = Object.entries(more).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
		return `  after ${after} requests, ${times} times: ${[kind, ...how].join(', ')}`;
	});
}

/** The input rows in a request, found by their phones. */
function rowsOf({ body }: LoggedRequest, { rows }: SimulatedPlan): string {
	const text = body.toString();
	const found = rows.flatMap(({ phone }, index) => (text.includes(`"${phone}"`) ? [index] : []));
	return `rows ${found.join(', ')}`;
}

function requestText(request: LoggedRequest, start: number, plan: SimulatedPlan): string {
	const { at, fault, tookEffect, abandoned } = request;
	const marks = [fault, tookEffect ? 'took effect' : 'no effect', abandoned && 'given up'].filter(Boolean);
	return `  ${at - start} ms: ${rowsOf(request, plan)} (${marks.join(', ')})`;
}

/** Describes a run in a readable text: its plan, its requests and its outcomes. */
export function storyOf({ plan, result, requests, stored }: Observed & { plan: SimulatedPlan }): string {
	const { operation, rows, options, onError, cancelAtEvent, clockOffsetMs, seed } = plan;
	const start = requests[0]?.at ?? 0;
	const outcomes = rowItems(result).map(
		(item) => `  row ${itemIndexOf(item)}: ${String(item.json.status)} ${String(item.json.reason ?? '')}`,
	);
	return [
		`${operation}, ${rows.length} rows, ${JSON.stringify(options)}, ${onError}, order ${seed}`,
		...(cancelAtEvent === undefined ? [] : [`cancelled before event ${cancelAtEvent}`]),
		...(clockOffsetMs === 0 ? [] : [`clock off by ${clockOffsetMs} ms`]),
		...rows.map(({ json }, index) => `  row ${index}: ${JSON.stringify(json)}`),
		`rules: ${JSON.stringify([plan.refusedRows, plan.rowsRefusedLater])}`,
		...(plan.faults.length > 0 ? ['faults:', ...faultText(plan)] : []),
		'requests:',
		...requests.map((request) => requestText(request, start, plan)),
		result.error ? `the node threw: ${result.error.message}` : 'outcomes:',
		...outcomes,
		`stored: ${[...stored].map(([phone, times]) => `${phone} × ${times}`).join(', ') || 'nothing'}`,
	].join('\n');
}

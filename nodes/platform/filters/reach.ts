import type { IDataObject } from 'n8n-workflow';

import { contradictsFilter } from './contradiction';
import type { ActiveFilter } from './filterValues';
import { wireOf } from './filterValues';

/** The answer of a list of which one row was requested: its rows, and its total if the reply has one. */
export interface Probe {
	total: number | undefined;
	rows: IDataObject[];
}

/** How many rows the filters leave, or why nobody can be sure, as a sentence without its full stop. */
export type Reach = { total: number } | { doubt: string };

function valuesOf({ filter, wire, timezone }: ActiveFilter): string {
	const values = Object.values(wire).flat();
	if (filter.kind === 'span') return ` from ${String(values[0])} to ${String(values[1])} (${timezone})`;
	if (filter.kind === 'customFields')
		return ` (${(values as IDataObject[]).map(({ value }) => value).join()})`;
	return filter.kind === 'phone' || filter.kind === 'phones' ? '' : ` (${values.map(String).join(', ')})`;
}

/** A filter as errors name it, with its value, except that phones are not shown. */
function named(filter: ActiveFilter): string {
	return `'${filter.filter.label}'${valuesOf(filter)}`;
}

/** The total of a list; one that is smaller than the page itself says nothing. */
export function totalOf({ total, rows }: Probe): number | undefined {
	return total === undefined || total < rows.length ? undefined : total;
}

/** What the list gave. */
interface Seen {
	/** Rows without any filter. */
	everything: number | undefined;
	/** With the one filter that is looked at. */
	alone: Probe;
	/** With all filters. */
	together: Probe;
}

/** Why nobody can be sure that a filter was applied and narrows the list; undefined when it was and does. */
function doubtAbout(
	filter: ActiveFilter,
	{ everything, alone, together }: Seen,
	things: string,
): string | undefined {
	const left = totalOf(alone);
	const total = totalOf(together);
	const name = named(filter);
	if ([...alone.rows, ...together.rows].some((row) => contradictsFilter(filter, row))) {
		return `The platform did not apply the filter ${name}: it listed one of the ${things} that does not fit it`;
	}
	if (left === undefined || total === undefined || everything === undefined) {
		return `The platform's list has no total, so that nobody can tell how many ${things} the filter ${name} leaves`;
	}
	if (left >= everything) {
		return `The filter ${name} alone leaves all ${left} ${things}: either all of them fit it, or the platform did not apply it`;
	}
	if (total > left) {
		return `The filters together leave more ${things} (${total}) than ${name} alone (${left}): the platform did not apply it together with the others`;
	}
	return undefined;
}

/**
 * How many rows a call with these filters would act on. Nothing documents where a platform reads filters, nor what it does with one that
 * it does not know, so this goes by their effect: what the list gives without filters, with each alone and with all of them.
 *
 * A filter was not applied, or fits every row, when it alone leaves as many rows as there are. It was not applied when it alone leaves
 * fewer rows than all filters together, or when the list gives a row that does not fit it.
 * @param active at least one filter
 * @param probe reads one row of the list, with the filters in the same places as the call itself
 * @param things what the rows are, in the plural
 */
export async function reachOf(
	active: readonly ActiveFilter[],
	probe: (wire: IDataObject) => Promise<Probe>,
	things: string,
): Promise<Reach> {
	const together = await probe(wireOf(active));
	const total = totalOf(together);
	if (total === 0) return { total };
	const everything = totalOf(await probe({}));
	for (const filter of active) {
		const alone = active.length === 1 ? together : await probe(filter.wire);
		const doubt = doubtAbout(filter, { everything, alone, together }, things);
		if (doubt !== undefined) return { doubt };
	}
	return { total: total ?? 0 };
}

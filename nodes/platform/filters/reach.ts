import type { IDataObject } from 'n8n-workflow';

import { contradictsFilter } from './contradiction';
import type { ActiveFilter } from './filterValues';
import { wireOf } from './filterValues';

/** The answer of a list of which one row was requested: its rows, and its total if the reply has one. */
export interface Probe {
	total: number | undefined;
	rows: IDataObject[];
}

/** The number of rows that match the filters, or a sentence without its full stop that says why it is not certain. */
export type Reach = { total: number } | { doubt: string };

/** The value of a filter for an error message. Phones are left out. */
function valuesOf({ filter, wire, timezone }: ActiveFilter): string {
	const values = Object.values(wire).flat();
	if (filter.kind === 'span') return ` from ${String(values[0])} to ${String(values[1])} (${timezone})`;
	if (filter.kind === 'customFields')
		return ` (${(values as IDataObject[]).map(({ value }) => value).join()})`;
	return filter.kind === 'phone' || filter.kind === 'phones' ? '' : ` (${values.map(String).join(', ')})`;
}

/** The label and the value of a filter for an error message. */
function named(filter: ActiveFilter): string {
	return `'${filter.filter.label}'${valuesOf(filter)}`;
}

/** The total of a list; undefined when it is smaller than the number of rows on the page, so that it cannot be right. */
export function totalOf({ total, rows }: Probe): number | undefined {
	return total === undefined || total < rows.length ? undefined : total;
}

/** The answers of the list that are compared. */
interface ProbeResults {
	/** The total without any filter. */
	everything: number | undefined;
	/** The answer with only the filter that is examined. */
	alone: Probe;
	/** The answer with all filters. */
	together: Probe;
}

/** Why it is not certain that a filter was applied and narrows the list; undefined when it is certain. */
function doubtAbout(
	filter: ActiveFilter,
	{ everything, alone, together }: ProbeResults,
	things: string,
): string | undefined {
	const left = totalOf(alone);
	const total = totalOf(together);
	const name = named(filter);
	if ([...alone.rows, ...together.rows].some((row) => contradictsFilter(filter, row))) {
		return `The platform did not apply the filter ${name}: it listed one of the ${things} that does not fit it`;
	}
	if (left === undefined || total === undefined || everything === undefined) {
		return `The platform's list has no total, so it is not known how many ${things} the filter ${name} leaves`;
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
 * Finds out how many rows a call with these filters would act on. The documents do not say where a platform reads filters, nor what it
 * does with an unknown one. So the effect of the filters is measured: by the list's total without filters, with each filter alone, and
 * with all of them.
 *
 * When the list has as many rows with one filter as without any, that filter was not applied or matches every row. It was not applied when
 * the list has fewer rows with this filter alone than with all of them, or when the list has a row that does not match it.
 * @param active at least one filter
 * @param probe reads one row of the list, with the filters sent in the same place as in the call
 * @param things the noun for the rows, in the plural
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

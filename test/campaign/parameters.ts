import type { IDataObject } from 'n8n-workflow';

import type { Settings } from '../../sandbox';
import { neverEnds } from '../../sandbox';
import { importOf } from './drawnImports';
import { mappingOf } from './mapping';
import type { Plan } from './plan';

/** How long a request may take where an answer may never come: without it, that would take a minute. */
const SHORT_TIMEOUT_MS = 400;
/** However busy the machine is, an answer that comes is waited for. */
const TIMEOUT_MS = 60_000;

const timeoutOf = ({ faults, detours }: Plan): number =>
	detours || faults.some(neverEnds) ? SHORT_TIMEOUT_MS : TIMEOUT_MS;

/** The node's parameters, as a plan wants them. */
export function parametersOf(plan: Plan): IDataObject {
	const { tested, place } = importOf(plan.operation);
	return {
		...tested.parameters,
		...place,
		...plan.parameters,
		columns: mappingOf(plan),
		options: { timeout: timeoutOf(plan), ...plan.options },
	};
}

/** The parameters of the check that finds the rows where the import puts them. */
export function arrivalParametersOf(plan: Plan): IDataObject {
	const { arrival, place } = importOf(plan.operation);
	if (!arrival) throw new Error(`No check finds the rows of ${plan.operation}`);
	return { ...arrival.parameters, ...place, [arrival.contact]: '={{ $json.phone }}', options: {} };
}

/** The platforms, as a plan wants them. */
export function settingsOf({ settings, ...plan }: Plan): Partial<Settings> {
	const { clockOffsetMs, errorStatus, refusedRows, rowsRefusedLater } = plan;
	const { maskPhonesInLists = false, numberSuffixes = 'mixed', ignoresFilters = false } = plan;
	return {
		maskPhonesInLists,
		numberSuffixes,
		filtersFrom: ignoresFilters ? 'none' : 'both',
		appliesCustomerFilters: !ignoresFilters,
		clockOffsetMs,
		errorStatus,
		refusedRows,
		rowsRefusedLater,
		rowErrors: 'failItems',
		...settings,
	};
}

import type { IDataObject } from 'n8n-workflow';

import type { Sandbox, Settings } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import type { Operation } from './columns';
import { mappingOf } from './mapping';
import type { Plan } from './plan';

/** What the panel calls each import. */
export const PLACES: Record<Operation, { resource: string; operation: string }> = {
	customer: { resource: 'customer', operation: 'import' },
	add: { resource: 'number', operation: 'add' },
	addAsync: { resource: 'number', operation: 'addAsync' },
	upsert: { resource: 'customer', operation: 'upsert' },
};

/** How long a request may take where an answer may never come: without it, that would take a minute. */
const SHORT_TIMEOUT_MS = 400;
/** However busy the machine is, an answer that comes is waited for. */
const TIMEOUT_MS = 60_000;

const timeoutOf = ({ faults, detours }: Plan): number =>
	detours || faults.some(({ kind }) => kind === 'noAnswer') ? SHORT_TIMEOUT_MS : TIMEOUT_MS;

/** The node's parameters, as a plan wants them. */
export function parametersOf(plan: Plan): IDataObject {
	const { resource, operation } = PLACES[plan.operation];
	return {
		resource,
		operation,
		taskId: { __rl: true, mode: 'id', value: LONGLONGLONG.tasks.newPaused },
		...(plan.whenExists && { whenExists: plan.whenExists }),
		columns: mappingOf(plan),
		options: { timeout: timeoutOf(plan), ...plan.options },
	};
}

/** The parameters of the question whether the rows have arrived, in the place that the operation puts them. */
export function arrivalParametersOf(plan: Plan): IDataObject {
	const { resource } = PLACES[plan.operation];
	const phone = '={{ $json.phone }}';
	return {
		resource,
		operation: 'checkArrival',
		taskId: { __rl: true, mode: 'id', value: LONGLONGLONG.tasks.newPaused },
		...(plan.operation === 'upsert' ? { contactType: 'sms_phone', contact: phone } : { phone }),
		options: {},
	};
}

/** The platforms, as a plan wants them. */
export function settingsOf({ keptRows, ...plan }: Plan): Partial<Settings> {
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
		...(keptRows && { keptRows }),
	};
}

/** How often each phone was stored where an operation puts it. */
export function storedPhones(
	operation: Operation,
	{ longlonglong, nxlink }: Pick<Sandbox, 'longlonglong' | 'nxlink'>,
): Map<string, number> {
	if (operation !== 'upsert') return longlonglong.timesStored(operation === 'customer' ? 'pool' : 'task');
	const prefix = 'sms_phone:';
	const contacts = [...nxlink.timesStored()].filter(([contact]) => contact.startsWith(prefix));
	return new Map(contacts.map(([contact, times]) => [contact.slice(prefix.length), times]));
}

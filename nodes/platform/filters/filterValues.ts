import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asError, isBlank, isRecord } from '../../http/values';
import type { Choice, Field, FieldType } from '../../rows/field';
import { fieldValue } from '../../rows/fieldValue';
import { locatorId } from '../locators';
import { readOptions } from '../readOptions';
import type { CustomFieldsFilter, Filter, OwnFilter, SpanFilter } from './filters';
import { phonesIn } from './phoneList';

/** Used for an end of a span that the user leaves open, because the platform requires both ends. */
const EARLIEST = '2000-01-01 00:00:00';
const LATEST = '2099-12-31 23:59:59';

const DATE_ADVICE =
	"Any date is taken, such as 2026-03-14T09:00:00. One that names a zone is converted to the credential's 'Platform Time Zone'; any other is sent as it is.";

/** The input item whose filters are read. */
export interface FilterItem {
	context: IExecuteFunctions;
	itemIndex: number;
	/** IANA name of the platform's time zone. */
	timezone: string;
}

/** A filter that has a value. Each pair of a custom field and its value is a separate filter. */
export interface ActiveFilter {
	filter: Filter;
	/** The parameters that are sent for it: the platform's names with their values. */
	wire: IDataObject;
	/** For a phone filter: whether the phone is encrypted, so that it cannot be compared with the phones in a list. */
	encrypted?: boolean;
	/** For a span: the time zone of its two ends. */
	timezone?: string;
}

/** The filters that a user added: those with a value (`active`), and the labels of those without one (`blank`). */
export interface FilterReading {
	active: ActiveFilter[];
	blank: string[];
}

/** The different entries of a list, or of a text that separates them with commas, semicolons or line breaks. */
function partsOf(value: unknown): unknown[] {
	const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;，；、\r\n]+/);
	return [...new Set(parts.filter((part) => !isBlank(part)))];
}

/** Converts the filter parameters of one item to the platform's parameters. Throws an error that names a filter with a wrong value. */
class FilterReader {
	readonly reading: FilterReading = { active: [], blank: [] };
	private readonly encrypted: boolean;

	constructor(
		private readonly item: FilterItem,
		private readonly given: IDataObject,
	) {
		this.encrypted = readOptions(item.context, item.itemIndex).encryption === true;
	}

	private fail(message: string, description: string): never {
		const { context, itemIndex } = this.item;
		throw new NodeOperationError(context.getNode(), message, { itemIndex, description });
	}

	read(filter: Filter): void {
		if (filter.kind === 'span') return this.span(filter);
		if (!(filter.name in this.given)) return;
		if (filter.kind === 'customFields') return this.customFields(filter);
		const value = this.value(filter, this.given[filter.name]);
		if (value === undefined || (Array.isArray(value) && value.length === 0)) {
			this.reading.blank.push(filter.label);
		} else {
			const wire = { [filter.wire]: value as IDataObject };
			this.reading.active.push({ filter, wire, encrypted: this.encrypted });
		}
	}

	private own({ label, read }: OwnFilter, value: unknown): unknown {
		try {
			return read(value, this.given);
		} catch (error) {
			return this.fail(asError(error).message, `Change '${label}' under 'Filters', or remove it.`);
		}
	}

	private value(filter: Exclude<Filter, SpanFilter | CustomFieldsFilter>, given: unknown): unknown {
		if (filter.kind === 'own') return this.own(filter, given);
		const { kind, label, choices } = filter;
		if (kind === 'phones') return phonesIn(this.item, label, given, this.encrypted);
		if (kind === 'choices') return partsOf(given).map((part) => this.convert(label, 'choice', part, choices));
		const single = this.convert(label, kind, given, choices);
		return kind === 'phone' && typeof single === 'string' ? this.onePhone(label, single) : single;
	}

	private onePhone(label: string, given: string): string {
		const phones = phonesIn(this.item, label, given, this.encrypted);
		if (phones.length === 1 && phones[0] !== undefined) return phones[0];
		return this.fail(`'${label}' has ${phones.length} phone numbers`, `Give one phone in '${label}'.`);
	}

	private convert(label: string, type: FieldType, value: unknown, choices?: readonly Choice[]): unknown {
		const zones = { workflow: this.item.context.getTimezone(), platform: this.item.timezone };
		const field: Field = { id: label, label, type, ...(choices && { choices: [...choices] }) };
		const converted = fieldValue(field, value, zones);
		if ('value' in converted) return converted.value;
		const advice = `Change '${label}' of this node.`;
		return this.fail(converted.fault.reason, type === 'dateTime' ? `${advice} ${DATE_ADVICE}` : advice);
	}

	private span(filter: SpanFilter): void {
		const { label, name, wire } = filter;
		const end = (which: 'After' | 'Before') => {
			const value = this.convert(`${label} ${which}`, 'dateTime', this.given[name + which]);
			if (value === undefined && name + which in this.given) this.reading.blank.push(`${label} ${which}`);
			return value as string | undefined;
		};
		const from = end('After');
		const to = end('Before');
		if (from === undefined && to === undefined) return;
		if (from !== undefined && to !== undefined && from > to) {
			this.fail(`'${label} After' (${from}) is later than '${label} Before' (${to})`, 'Swap the two dates.');
		}
		const ends = [from ?? EARLIEST, to ?? LATEST];
		this.reading.active.push({
			filter,
			timezone: this.item.timezone,
			wire: typeof wire === 'string' ? { [wire]: ends } : { [wire[0]]: ends[0], [wire[1]]: ends[1] },
		});
	}

	/** Reads the pairs of a custom field and its value. A pair without a value counts as blank, because the platform ignores an empty text. */
	private customFields(filter: CustomFieldsFilter): void {
		const { label, wire, name } = filter;
		for (const pair of pairsOf(this.given[name])) {
			const id = locatorId(pair.id);
			if (id === '') {
				this.fail(`One of the '${label}' is not chosen`, 'Pick it from the list, or remove it.');
			}
			const value = this.convert(label, 'text', pair.value);
			if (value === undefined) this.reading.blank.push(label);
			else this.reading.active.push({ filter, wire: { [wire]: [{ id, value: value as string }] } });
		}
	}
}

function pairsOf(given: unknown): Array<Record<string, unknown>> {
	return isRecord(given) && Array.isArray(given.component) ? given.component.filter(isRecord) : [];
}

/**
 * Reads the filters that a user added.
 * @param given the values by the filters' names; the default is the `filters` collection of the item
 * @throws NodeOperationError naming the filter whose value cannot be sent
 */
export function readFilters(
	item: FilterItem,
	filters: readonly Filter[],
	given = item.context.getNodeParameter('filters', item.itemIndex, {}) as IDataObject,
): FilterReading {
	const reader = new FilterReader(item, given);
	for (const filter of filters) reader.read(filter);
	return reader.reading;
}

/**
 * Reads the filters of a call that changes something. A filter without a value, such as an expression with an empty result, is an error,
 * because without this filter the call would change more rows than intended.
 * @throws NodeOperationError naming the filter
 */
export function filtersOfChange(
	item: FilterItem,
	filters: readonly Filter[],
	given?: IDataObject,
): ActiveFilter[] {
	const { active, blank } = readFilters(item, filters, given);
	const [label] = blank;
	if (label === undefined) return active;
	throw new NodeOperationError(item.context.getNode(), `'${label}' is empty`, {
		itemIndex: item.itemIndex,
		description:
			'Nothing was sent, because without this filter the call would change more than intended. Give it a value, or remove it.',
	});
}

/** The parameters that are sent for several filters together. */
export function wireOf(active: readonly ActiveFilter[]): IDataObject {
	const wire: IDataObject = {};
	for (const { filter, wire: own } of active) {
		if (filter.kind === 'customFields') {
			wire[filter.wire] = [wire[filter.wire] ?? [], own[filter.wire]].flat() as IDataObject[];
		} else {
			Object.assign(wire, own);
		}
	}
	return wire;
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isBlank, isRecord } from '../../http/values';
import type { Choice, Field, FieldType } from '../../rows/field';
import { fieldValue } from '../../rows/fieldValue';
import { cleanPhone } from '../../rows/rowChecks';
import { locatorId } from '../locators';
import { readOptions } from '../readOptions';

import type { Filter, SpanFilter } from './filters';

/** Stand in for the end of a span that is left open; the platform wants both. */
const EARLIEST = '2000-01-01 00:00:00';
const LATEST = '2099-12-31 23:59:59';

const DATE_ADVICE =
	'Any date is taken, such as 2026-03-14T09:00:00; it is read in the time zone of the workflow.';

/** The parts of a list, or of a text with commas, semicolons or line breaks between them; each once. */
function partsOf(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;，；、\r\n]+/);
	return [...new Set(parts.map((part) => String(part ?? '').trim()).filter((part) => part !== ''))];
}

/** The phones in a text or a list, each once, cleaned as an import cleans them: `+86 138-0013-8000` is 13800138000. */
export function phonesIn(value: unknown, encrypted: boolean): string[] {
	const parts = partsOf(value);
	return encrypted ? parts : partsOf(parts.map((part) => cleanPhone(part, 'chinese')));
}

/** Turns what one item's parameters hold into what the platform wants, or says which of them is wrong. */
class FilterReader {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
		private readonly encrypted: boolean,
	) {}

	fail(message: string, description: string): never {
		throw new NodeOperationError(this.context.getNode(), message, {
			itemIndex: this.itemIndex,
			description,
		});
	}

	/** Undefined when there is nothing to filter by. */
	wire(filter: Filter, given: IDataObject): IDataObject | undefined {
		if (filter.kind === 'span') return this.span(filter, given);
		const value = this.value(filter, given[filter.name]);
		return value === undefined ? undefined : { [filter.wire]: value as IDataObject };
	}

	private value(filter: Exclude<Filter, SpanFilter>, given: unknown): unknown {
		const { kind, label } = filter;
		if (kind === 'customFields') return nonEmpty(this.components(label, given));
		if (kind === 'phones') return nonEmpty(phonesIn(given, this.encrypted));
		if (kind === 'choices') {
			return nonEmpty(partsOf(given).map((part) => this.convert(label, 'choice', part, filter.choices)));
		}
		const single = this.convert(label, kind, given, filter.choices);
		if (kind !== 'phone' || typeof single !== 'string' || this.encrypted) return single;
		return cleanPhone(single, 'chinese') || undefined;
	}

	private convert(label: string, type: FieldType, value: unknown, choices?: Choice[]): unknown {
		const field: Field = { id: label, label, type, choices };
		const converted = fieldValue(field, value, this.context.getTimezone());
		if ('value' in converted) return converted.value;
		return this.fail(
			converted.fault.reason,
			type === 'dateTime' ? DATE_ADVICE : `Change '${label}' of this node.`,
		);
	}

	private span({ label, name, wire }: SpanFilter, given: IDataObject): IDataObject | undefined {
		const end = (which: string) =>
			this.convert(`${label} ${which}`, 'dateTime', given[name + which]) as string | undefined;
		const from = end('After');
		const to = end('Before');
		if (from === undefined && to === undefined) return undefined;
		if (from !== undefined && to !== undefined && from > to) {
			this.fail(`'${label} After' (${from}) is later than '${label} Before' (${to})`, 'Swap the two dates.');
		}
		const ends = [from ?? EARLIEST, to ?? LATEST];
		return typeof wire === 'string' ? { [wire]: ends } : { [wire[0]]: ends[0], [wire[1]]: ends[1] };
	}

	/** A custom field without a value is no filter: the platform takes empty text for nothing. */
	private components(label: string, given: unknown): IDataObject[] {
		return pairsOf(given).flatMap(({ id, value }) => {
			const component = { id: locatorId(id), value: String(value ?? '') };
			if (component.id === '') {
				this.fail(`One of the '${label}' is not chosen`, 'Pick it from the list, or remove it.');
			}
			return isBlank(value) ? [] : [component];
		});
	}
}

function pairsOf(given: unknown): Array<Record<string, unknown>> {
	return isRecord(given) && Array.isArray(given.component) ? given.component.filter(isRecord) : [];
}

function nonEmpty<T>(list: T[]): T[] | undefined {
	return list.length > 0 ? list : undefined;
}

/** Whether any part of a filter is there without a value. */
function hasBlank(filter: Filter, given: IDataObject, wired: IDataObject | undefined): boolean {
	const names = filter.kind === 'span' ? [`${filter.name}After`, `${filter.name}Before`] : [filter.name];
	const present = names.filter((name) => name in given);
	if (present.length > 0 && wired === undefined) return true;
	if (filter.kind === 'customFields') return pairsOf(given[filter.name]).some(({ value }) => isBlank(value));
	return present.some((name) => isBlank(given[name]));
}

/**
 * What is sent for the filters that a user set, with values as the platform's JSON wants them.
 *
 * @param given values by the filters' names
 * @param blanks what becomes of a filter that is there but empty, such as an expression that found nothing. A list may `ignore` it; a
 *   call that changes things must `refuse` it, since without the filter it would change more than was meant.
 * @throws NodeOperationError naming the filter
 */
export function wireFilters(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: readonly Filter[],
	given: IDataObject,
	blanks: 'ignore' | 'refuse',
): IDataObject {
	const { encryption } = readOptions(context, itemIndex);
	const reader = new FilterReader(context, itemIndex, encryption === true);
	const wire: IDataObject = {};
	for (const filter of filters) {
		const wired = reader.wire(filter, given);
		if (blanks === 'refuse' && hasBlank(filter, given, wired)) {
			reader.fail(
				`'${filter.label}' is empty`,
				'Nothing was sent: without this filter, more would be changed than was meant. Give it a value, or remove it.',
			);
		}
		Object.assign(wire, wired);
	}
	return wire;
}

/** What is sent for the `filters` collection; see {@link wireFilters}. */
export function readFilters(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: readonly Filter[],
	blanks: 'ignore' | 'refuse',
): IDataObject {
	const given = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	return wireFilters(context, itemIndex, filters, given, blanks);
}

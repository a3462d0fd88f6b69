import { isBlank, isRecord } from '../../http/values';
import type { Fault, Field, Row } from '../../rows/field';
import { columnFault } from '../../rows/field';
import { lostAsNumber } from '../../rows/phones';
import { NUMBER_FIELDS } from '../fields';

/** The options of an import that decide which checks a row must pass. */
export interface RowChecks {
	/** Whether phones are encrypted, so that they may be any text. */
	encrypted: boolean;
	/** Whether the numbers go into the task only, and not into the public pool (`ignore_crm`). */
	ignoresPool: boolean;
}

/** A list of pairs that a row may have. Each pair is an object with a name and a value. */
interface PairList {
	fieldId: 'components' | 'custom_vars';
	nameKey: string;
	valueKey: string;
	/** The types that a value may have. */
	types: string[];
}

const PAIR_LISTS: PairList[] = [
	{ fieldId: 'components', nameKey: 'id', valueKey: 'value', types: ['string', 'number', 'boolean'] },
	{ fieldId: 'custom_vars', nameKey: 'name', valueKey: 'text', types: ['string'] },
];

/** Fields that a row may only have when it goes into the pool. Source: page 批量添加号码, `ignore_crm`. */
const NEEDS_POOL = ['components', 'extra'];

/** Finds letters before a suffix such as `_a1`. A phone number has none. */
const LETTERS_IN_PHONE = /^[^_]*\p{L}/u;

function fieldOf(id: string): Pick<Field, 'label'> {
	return NUMBER_FIELDS.find((field) => field.id === id) ?? { label: id };
}

function phoneFaults(phone: unknown): Fault[] {
	if (typeof phone !== 'string') return [];
	const fault = (text: string) => [columnFault(fieldOf('phone'), text, 'notAPhone')];
	const lost = lostAsNumber(phone);
	if (lost !== undefined) return fault(lost);
	if (LETTERS_IN_PHONE.test(phone)) return fault('has letters in it, so it is no phone number');
	return /\d/.test(phone) ? [] : fault('has no digit in it, so it is no phone number');
}

function pairFaults(list: unknown, { fieldId, nameKey, valueKey, types }: PairList): Fault[] {
	const fault = (text: string, code = 'wrongType') => [columnFault(fieldOf(fieldId), text, code)];
	if (list === undefined) return [];
	const entries: unknown[] = Array.isArray(list) ? list : [list];
	const names = new Set<unknown>();
	for (const entry of entries) {
		if (!isRecord(entry) || typeof entry[nameKey] !== 'string' || isBlank(entry[nameKey])) {
			return fault(`must be a list of { ${nameKey}, ${valueKey} }`);
		}
		if (!types.includes(typeof entry[valueKey])) {
			return fault(`must have text or a number as ${valueKey} of '${entry[nameKey]}'`);
		}
		if (names.has(entry[nameKey])) return fault(`has '${entry[nameKey]}' twice`, 'givenTwice');
		names.add(entry[nameKey]);
	}
	return [];
}

function poolFaults(wire: Row): Fault[] {
	return NEEDS_POOL.filter((id) => wire[id] !== undefined).map((id) => {
		// The columns of custom fields have been moved into `components` already.
		const field = id === 'components' ? { label: 'Custom Fields (组件)' } : fieldOf(id);
		const text =
			"would be lost, because the platform does not keep it with 'Ignore CRM'. Switch 'Ignore CRM' off, or leave the column out";
		return columnFault(field, text, 'needsPool');
	});
}

/**
 * Finds faults that the field table cannot describe. The platform would refuse the whole request for them, or drop values without an error.
 * @param wire the row as it is sent
 */
export function wireFaults(wire: Row, { encrypted, ignoresPool }: RowChecks): Fault[] {
	return [
		...(encrypted ? [] : phoneFaults(wire.phone)),
		...PAIR_LISTS.flatMap((list) => pairFaults(wire[list.fieldId], list)),
		...(ignoresPool ? poolFaults(wire) : []),
	];
}

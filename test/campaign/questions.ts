import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from '../workflow/harness';
import type { Observed } from './books';
import { itemIndexOf } from './books';
import { importOf } from './drawnImports';
import type { Plan } from './plan';

/** A phone of a row that is to be imported. */
const MOBILE = /^138\d{8}$/;

/** What was asked around an import: a check of the rows before it, and whether they have arrived after it. */
export interface Questions {
	/** Of *Check Only*. Undefined when the plan asks nothing. */
	checked?: Pick<NodeResult, 'outputs' | 'error'>;
	/** Requests that the check made, and rows that it stored. */
	checkWrote?: number;
	/** Of *Check Arrival*. */
	arrival?: Pick<NodeResult, 'outputs' | 'error'>;
}

/** Index of the row → its item's `field`. */
function fieldByRow(outputs: NodeResult['outputs'], field: string): Map<number, unknown> {
	return new Map(outputs.flat().map((item) => [itemIndexOf(item), item.json[field]]));
}

/** A check says of each row what the import says of it before sending, and writes nothing. */
export function* checkFits({ plan, result, checked, checkWrote }: Observed): Generator<string> {
	if (!checked) return;
	if (checked.error && importOf(plan.operation).isDenied?.(plan.options)) return; // so does the import
	if (checked.error) return yield `the check ended with an error: ${checked.error.message}`;
	if (checkWrote) yield `the check wrote ${checkWrote} times`;
	const before = fieldByRow(checked.outputs.slice(0, 2), 'status');
	if (before.size !== plan.rows.length) yield `the check gave ${before.size} of ${plan.rows.length} rows`;
	if (result.error) return;
	for (const [row, status] of fieldByRow(result.outputs.slice(0, 2), 'status')) {
		if (status === 'notSent') continue; // the import ended before it looked at the row, or sent it
		const expected = status === 'invalid' || status === 'duplicate' ? status : 'checked';
		if (before.get(row) !== expected)
			yield `a row that is ${String(status)} was ${String(before.get(row))} in the check: ${JSON.stringify(plan.rows[row]?.json)}`;
	}
}

/** Whether rows can be looked for by their phones as they are: encrypted ones and those that went out uncleaned cannot. */
export const canAskAfter = ({ options, operation }: Plan): boolean =>
	importOf(operation).arrival !== undefined && options.cleanPhones !== false && options.encryption !== true;

/** A phone that no import has, and that a mask such as `138***0005` does not tell from the given one. */
const twinOf = (phone: string): string => `${phone.slice(0, 3)}9${phone.slice(4)}`;
/** A phone that no import has and that no mask takes for another one. */
const strangerOf = (phone: string): string => `199${phone.slice(3)}`;

/**
 * The rows that are asked about: most of the import's, so that the platform's list holds others too, and phones that it never got.
 * @returns for each row its phone, and the input that is asked about
 */
export function askedRows({ rows }: Plan): Array<{ phone: string; json: IDataObject }> {
	return rows.map(({ phone, json }, index) => {
		if ((index + rows.length) % 3 !== 1 || !MOBILE.test(phone)) return { phone, json };
		const other = index % 2 === 0 ? twinOf(phone) : strangerOf(phone);
		return { phone: other, json: { ...json, phone: other } };
	});
}

type ArrivalBooks = Pick<Observed, 'plan' | 'arrival' | 'stored'>;

/** Whether what the platform shows leaves it open if a phone is there. */
function isUndecidable({ plan, stored }: ArrivalBooks, phone: string): boolean {
	const { operation, maskPhonesInLists, ignoresFilters } = plan;
	if (phone.startsWith('#')) return true;
	const { canLookUp = false, isCounted = false } = importOf(operation).arrival ?? {};
	// Only a list that says how long it is can be read to its end.
	if (canLookUp && ignoresFilters && !isCounted) return true;
	if (maskPhonesInLists !== true || (canLookUp && !ignoresFilters)) return false;
	return [...stored.keys()].some((other) => other.slice(0, 3) === phone.slice(0, 3));
}

/**
 * What is called arrived is in the store, and what is called missing is not; unknown is only what cannot be told.
 * @param listsChange others import while the lists are read, so that of any row nobody may know
 */
export function* arrivalFits(observed: ArrivalBooks, listsChange = false): Generator<string> {
	const { plan, arrival, stored } = observed;
	if (!arrival) return;
	if (arrival.error) return yield `the check of arrivals ended with an error: ${arrival.error.message}`;
	const said = fieldByRow(arrival.outputs, 'arrival');
	if (said.size !== plan.rows.length) yield `arrivals of ${said.size} of ${plan.rows.length} rows`;
	const asked = askedRows(plan);
	for (const [row, answer] of said) {
		const { phone = '', json } = asked[row] ?? {};
		const isThere = stored.has(phone);
		const mayBeUnknown = listsChange || isUndecidable(observed, phone);
		const isTrue = answer === 'unknown' ? mayBeUnknown : (answer === 'arrived') === isThere;
		if (!isTrue)
			yield `a row is called ${String(answer)}, and is ${isThere ? '' : 'not '}stored: ${JSON.stringify(json)}`;
	}
}

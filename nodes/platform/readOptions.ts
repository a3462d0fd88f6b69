import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

const BOOLEANS: Record<string, boolean> = { true: true, false: false };
const DIGITS: Record<string, boolean> = { 1: true, 0: false };

function booleanIn(text: string): boolean | undefined {
	return BOOLEANS[text.trim().toLowerCase()];
}

/** A switch that an expression may have given as text or as 1 or 0; undefined when the value is no switch. */
export function readSwitch(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	return booleanIn(String(value)) ?? DIGITS[String(value).trim()];
}

/** The `options` of a node for one item. An expression may give a switch as text: "false" must not switch anything on, nor "true" off. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [
			name,
			typeof value === 'string' ? (booleanIn(value) ?? value) : value,
		]),
	);
}

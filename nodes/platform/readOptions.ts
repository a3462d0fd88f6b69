import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

const BOOLEANS: Record<string, boolean> = { true: true, false: false };
const DIGITS: Record<string, boolean> = { 1: true, 0: false };

function booleanIn(text: string): boolean | undefined {
	return BOOLEANS[text.trim().toLowerCase()];
}

/** Reads a boolean that an expression may give as text or as 1 or 0; undefined when the value is no boolean. */
export function readSwitch(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	return booleanIn(String(value)) ?? DIGITS[String(value).trim()];
}

/** Reads the `options` of a node for one item. The texts "true" and "false", which an expression may give for a switch, become booleans. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [
			name,
			typeof value === 'string' ? (booleanIn(value) ?? value) : value,
		]),
	);
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

const BOOLEANS: Record<string, boolean> = { true: true, false: false };

/** The `options` of a node for one item. An expression may give a switch as text: "false" must not switch anything on, nor "true" off. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [
			name,
			typeof value === 'string' ? (BOOLEANS[value.trim().toLowerCase()] ?? value) : value,
		]),
	);
}

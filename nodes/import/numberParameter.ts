import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

export interface NumberParameter {
	/** The parameter's name in the panel. */
	label: string;
	value: unknown;
	/** The smallest and the largest number allowed. The defaults are 1 and no limit. */
	min?: number;
	max?: number;
}

/**
 * Reads a parameter that must be a whole number. An expression may give the number as text.
 * @param more the input item, and advice that differs from "Change '…' of this node."
 * @throws NodeOperationError with the parameter's name and bounds
 */
export function numberParameter(
	node: INode,
	{ label, value, min = 1, max = Number.MAX_SAFE_INTEGER }: NumberParameter,
	{ itemIndex, advice = `Change '${label}' of this node.` }: { itemIndex?: number; advice?: string } = {},
): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
	const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new NodeOperationError(
		node,
		`'${label}' must be a whole number ${range}, not ${JSON.stringify(value) ?? 'nothing'}`,
		{ itemIndex, description: advice },
	);
}

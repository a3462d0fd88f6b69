import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

const LABEL = 'Check Only';

/** The switch by which an import only checks its rows. It is above the options, where it is easy to find. */
export const checkOnlyProperty: INodeProperties = {
	displayName: LABEL,
	name: 'checkOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to check the rows and the target exactly as the import would, and send nothing. Rows that would be sent leave by Success as "checked".',
	hint: "In manual runs only: <code>{{ $execution.mode === 'test' }}</code>",
};

/** Variables whose values can differ from row to row. */
const LOOKS_AT_ROWS = /\$(?:json|input|items?|binary|data|position|itemIndex|node|prevNode)\b|\$\(/;

/**
 * Reads whether the import only checks its rows. The value holds for the whole import, so its expression must not depend on rows.
 * @throws NodeOperationError when the expression depends on rows, or when its value is neither true nor false
 */
export function isCheckOnly(context: IExecuteFunctions): boolean {
	const raw: unknown = context.getNode().parameters.checkOnly;
	const wrong = (message: string) =>
		new NodeOperationError(context.getNode(), message, {
			description: `Nothing was sent. Switch '${LABEL}' on or off, or use an expression that is the same for all rows, such as {{ $execution.mode === 'test' }}.`,
		});
	if (typeof raw === 'string' && raw.startsWith('=') && LOOKS_AT_ROWS.test(raw)) {
		throw wrong(`The expression of '${LABEL}' looks at rows, but one import is either checked or not`);
	}
	const value: unknown = context.getNodeParameter('checkOnly', 0, false);
	if (typeof value === 'boolean') return value;
	throw wrong(`'${LABEL}' must be true or false, not ${JSON.stringify(value) ?? 'nothing'}`);
}

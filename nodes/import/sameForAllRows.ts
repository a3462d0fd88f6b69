import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { holdsExpression } from '../rows/columnMapping';

function checkOne(context: IExecuteFunctions, parameter: string, label: string): void {
	if (!holdsExpression(context.getNodeParameter(parameter, 0, '', { rawExpressions: true }))) return;
	const valueOf = (itemIndex: number) => JSON.stringify(context.getNodeParameter(parameter, itemIndex));
	const first = valueOf(0);
	for (let itemIndex = 1; itemIndex < context.getInputData().length; itemIndex++) {
		if (valueOf(itemIndex) === first) continue;
		throw new NodeOperationError(context.getNode(), `'${label}' is not the same for all rows`, {
			itemIndex,
			description: `Item ${itemIndex} gives another value than item 0, but one import can have only one. Split the rows before this node, for example with a Switch or a Loop Over Items node.`,
		});
	}
}

/**
 * Checks that parameters have the same value for every row. An import reads them only once, from the first item, so a row with another
 * value, such as another task, would be sent to the wrong target.
 * @param labels parameter → its label in the panel; a parameter that the operation does not have is ignored
 * @throws NodeOperationError that names the first row with another value
 */
export function checkSameForAllRows(context: IExecuteFunctions, labels: Record<string, string>): void {
	for (const [parameter, label] of Object.entries(labels)) checkOne(context, parameter, label);
}

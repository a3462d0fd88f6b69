import type { IExecuteFunctions } from 'n8n-workflow';

/** Creates a function that shows a warning above the node's output, but each text only once for all items. */
export function createWarner(context: IExecuteFunctions): (message: string) => void {
	const shown = new Set<string>();
	return (message) => {
		if (!shown.has(message)) context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		shown.add(message);
	};
}

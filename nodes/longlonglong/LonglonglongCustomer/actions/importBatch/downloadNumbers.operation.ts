import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { replyError } from '../../../../http/replyError';
import { repeatCall } from '../../../../platform/repeatCall';
import { downloadNumbers, REFUSED_URL } from '../../../operation/downloadNumbers';
import { runPerItem } from '../../../operation/runPerItem';

export const description = updateDisplayOptions(
	{ show: { resource: ['importBatch'], operation: ['downloadNumbers'] } },
	[
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '={{ $json.data.url }}',
			description:
				"The address in the data of a batch callback. Its host must be that of the credential's 'Base URL'.",
		},
	],
);

/** Downloads the numbers behind the address in a batch callback; see downloadNumbers.ts. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ client, itemIndex }) => {
		const url = String(this.getNodeParameter('url', itemIndex, '') ?? '');
		const reply = await repeatCall(this, 'always', async () => await downloadNumbers(client, url));
		if (reply.kind === 'yes') return [{ numbers: reply.answer }];
		if (reply.code !== REFUSED_URL) throw replyError(this.getNode(), reply, itemIndex);
		throw new NodeOperationError(this.getNode(), reply.message, { itemIndex, description: reply.advice });
	});
}

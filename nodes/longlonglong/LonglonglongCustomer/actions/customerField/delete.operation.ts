import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { chosenComponentId, componentLocator } from '../../../api/components';
import { changeResult } from '../../../operation/changeResult';
import { runPerItem } from '../../../operation/runPerItem';

export const description = updateDisplayOptions(
	{ show: { resource: ['customerField'], operation: ['delete'] } },
	[
		{
			...componentLocator('fieldId', 'The custom field (组件) to delete'),
			hint: "Every customer's value of this field is deleted, too. This cannot be undone.",
		},
	],
);

/** Deletes a custom field of the public pool. Source: DELETE component, page 公海组件删除. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, change }) => {
		const id = chosenComponentId(this, itemIndex);
		const body = JSON.stringify({ deletes: [id] });
		return [
			changeResult(await change({ method: 'DELETE', path: `${path}/component`, body }), {
				deleted: true,
				id,
			}),
		];
	});
}

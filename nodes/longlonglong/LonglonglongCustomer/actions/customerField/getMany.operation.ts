import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { isRecord } from '../../../../http/values';
import { howManyProperties, readLimit } from '../../../../platform/lists/listProperties';
import { runPerItem } from '../../../operation/runPerItem';

export const description = updateDisplayOptions(
	{ show: { resource: ['customerField'], operation: ['getMany'] } },
	howManyProperties,
);

/** Lists the custom fields of the public pool. The list has no pages. Source: GET customer/create, page 公海自定义组件初始化. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, read }) => {
		const limit = readLimit(this, itemIndex);
		const { data } = await read({ path: `${path}/customer/create` });
		return (Array.isArray(data) ? data.filter(isRecord) : []).slice(0, limit) as IDataObject[];
	});
}

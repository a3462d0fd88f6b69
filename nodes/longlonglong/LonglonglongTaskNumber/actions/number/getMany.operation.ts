import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { simplifyRow } from '../../../../platform/lists/simplify';
import { NUMBER_STATES } from '../../../codes/codeNames';
import { listProperties, readList } from '../../../operation/readPagedList';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOption, subAccountLocator } from '../../../panel/options';
import { taskPath, taskProperty } from '../../../panel/task';
import { NUMBER_FILTERS } from './numberSelection';

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['getMany'] } }, [
	taskProperty('The call task whose numbers to get'),
	...listProperties(NUMBER_FILTERS, [encryptionOption, subAccountLocator]),
]);

/** Lists the numbers of a call task. Source: GET task/{task_id}/number, page 号码列表. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		return await readList(item, {
			path: `${item.path}${taskPath(this, item.itemIndex)}/number`,
			filters: NUMBER_FILTERS,
			simplify: (row) => simplifyRow(row, { status: NUMBER_STATES }),
		});
	});
}

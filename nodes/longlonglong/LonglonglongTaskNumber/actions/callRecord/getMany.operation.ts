import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { Filter } from '../../../../platform/filters/filters';
import { simplifyRow } from '../../../../platform/lists/simplify';
import { INTENTION_LEVELS } from '../../../codes/codeNames';
import { listProperties, readList } from '../../../operation/readPagedList';
import { runPerItem } from '../../../operation/runPerItem';
import { subAccountLocator } from '../../../panel/options';
import { taskPath, taskProperty } from '../../../panel/task';

/** The filters of the list of calls. Source: page 通话列表. */
const FILTERS: readonly Filter[] = [
	{
		kind: 'json',
		name: 'levels',
		wire: 'levels',
		label: 'Levels',
		description: 'A list of lists of numbers (levels), such as [[1, 2]]. The documents do not explain it.',
	},
	{
		kind: 'text',
		name: 'keyword',
		wire: 'keyword',
		label: 'Keyword',
		description: 'Only calls to numbers with this in them (被叫号码)',
	},
	{
		kind: 'span',
		name: 'called',
		wire: ['start_at', 'end_at'],
		label: 'Called',
		what: 'the call began (呼叫时间)',
	},
	{
		kind: 'choices',
		name: 'intentionTags',
		wire: 'intention_tags',
		label: 'Intention Levels',
		description: 'Only calls with one of these results (意向等级)',
		choices: INTENTION_LEVELS,
	},
	{
		kind: 'span',
		name: 'hungUp',
		wire: 'hangup_date',
		label: 'Hung Up',
		what: 'the call ended (挂断时间)',
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['callRecord'], operation: ['getMany'] } },
	[taskProperty('The call task whose call records to get'), ...listProperties(FILTERS, [subAccountLocator])],
);

/** Lists the calls of a task. Source: GET task/{task_id}/record, page 通话列表. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		return await readList(item, {
			path: `${item.path}${taskPath(this, item.itemIndex)}/record`,
			filters: FILTERS,
			simplify: (row) => simplifyRow(row, { intention_results: INTENTION_LEVELS }),
		});
	});
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { simplifyRow } from '../../../../platform/lists/simplify';
import { pathPart } from '../../../../platform/pathPart';
import { OPERATORS, SEXES } from '../../../codes/codeNames';
import { CUSTOMER_FILTERS } from '../../../filters/customerFilters';
import { listProperties, readList } from '../../../operation/readPagedList';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOption } from '../../../panel/options';

/** The value of 'Stage' for a stage that is given in 'Stage Name'. */
const OTHER_STAGE = 'other';

const stageProperties: INodeProperties[] = [
	{
		displayName: 'Stage',
		name: 'stage',
		type: 'options',
		options: [
			{ name: 'All Stages', value: '', description: 'The whole public pool (客户公海)' },
			{ name: 'Leads (线索)', value: 'clue' },
			{
				name: 'Other Stage',
				value: OTHER_STAGE,
				description: 'A stage that you name. The documents name only one, clue.',
			},
		],
		default: '',
		description: 'The stage (阶段类型) whose customers to get',
	},
	{
		displayName: 'Stage Name',
		name: 'stageName',
		type: 'string',
		displayOptions: { show: { stage: [OTHER_STAGE] } },
		default: '',
		placeholder: 'e.g. clue',
		description: 'The stage as the API calls it',
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['getMany'] } },
	[...stageProperties, ...listProperties(CUSTOMER_FILTERS, [encryptionOption])],
);

/** The path of the chosen stage, `/type/{type}`; empty for the whole pool. @throws NodeOperationError when 'Stage Name' is empty */
function stagePath(context: IExecuteFunctions, itemIndex: number): string {
	const stage = String(context.getNodeParameter('stage', itemIndex, '') ?? '').trim();
	if (stage === '') return '';
	if (stage !== OTHER_STAGE) return `/type/${pathPart(context.getNode(), 'Stage', stage, itemIndex)}`;
	const name = String(context.getNodeParameter('stageName', itemIndex, '') ?? '').trim();
	if (name !== '') return `/type/${pathPart(context.getNode(), 'Stage Name', name, itemIndex)}`;
	throw new NodeOperationError(context.getNode(), "'Stage Name' is empty", {
		itemIndex,
		description: "Give the stage's name, or choose 'All Stages'.",
	});
}

/** Lists the customers of the public pool, or of one stage of it. Sources: GET get_customer, GET type/{type}/get_customer. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		return await readList(item, {
			path: `${item.path}${stagePath(this, item.itemIndex)}/get_customer`,
			filters: CUSTOMER_FILTERS,
			simplify: (row) => simplifyRow(row, { sex: SEXES, operator: OPERATORS }),
		});
	});
}

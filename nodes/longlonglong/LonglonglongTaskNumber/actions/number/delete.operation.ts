import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';
import { checkConfirmed, confirmProperty } from '../../../../platform/confirmation';
import { pagedRows } from '../../../../platform/lists/pages';
import { asQuery, optionsCollection } from '../../../../platform/options';
import { readOptions } from '../../../../platform/readOptions';

import { deleteByPhones, phonesProperty, readPhones } from '../../../filters/phones';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOf, encryptionOption, subAccountLocator, subAccountOf } from '../../../panel/options';
import { PAUSE_FIRST_HINT, taskIdOf, taskPath, taskProperty } from '../../../panel/task';

/** The documents state no limit for this call. This is the limit of the platform's other delete call. */
const MAX_PHONES = 100;
const PAGE_SIZE = 100;
/** The possible names of a row's phone. The fields of the task's list are not documented. */
const PHONE_KEYS = ['number', 'phone', 'callee'];

const CONFIRM = confirmProperty('confirmDeleteAll', 'Delete All Numbers', {
	description: 'Whether to delete every number of the task',
	hint: 'Nothing is deleted until this is on',
});

export const description = updateDisplayOptions({ show: { resource: ['number'], operation: ['delete'] } }, [
	taskProperty('The call task to delete numbers from', PAUSE_FIRST_HINT),
	{
		displayName: 'Delete By',
		name: 'deleteBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Phones', value: 'phones' },
			{
				name: 'All Numbers of the Task',
				value: 'all',
				description: 'The node lists the numbers first and then deletes them',
			},
		],
		default: 'phones',
	},
	{ ...phonesProperty('The phones (号码) to delete'), displayOptions: { show: { deleteBy: ['phones'] } } },
	{ ...CONFIRM, displayOptions: { show: { deleteBy: ['all'] } } },
	optionsCollection([encryptionOption, subAccountLocator]),
]);

/** The phone of a row. @throws NodeOperationError when the list does not show it in full */
function phoneOf(item: AccountItem, row: IDataObject): string {
	const key = PHONE_KEYS.find((name) => typeof row[name] === 'string' && row[name] !== '');
	const phone = key === undefined ? '' : String(row[key]);
	if (phone !== '' && !phone.includes('*')) return phone;
	throw new NodeOperationError(
		item.context.getNode(),
		"The list of the task's numbers shows no full phones",
		{
			itemIndex: item.itemIndex,
			description: "Nothing was deleted. Give the phones to delete in 'Phones'.",
		},
	);
}

/** All phones of the task. The list is read to its end before anything is deleted, because a deletion shifts the pages. */
async function allPhones(item: AccountItem, path: string, options: IDataObject): Promise<string[]> {
	const onIncomplete = (reason: string) => {
		throw new NodeOperationError(
			item.context.getNode(),
			`The numbers of the task could not be read to the end. ${reason}`,
			{
				itemIndex: item.itemIndex,
				description: "Nothing was deleted. Give the phones to delete in 'Phones'.",
			},
		);
	};
	const rows = pagedRows(
		async (page, perPage) =>
			await item.read({
				path,
				query: { page, per_page: perPage, ...subAccountOf(options), ...asQuery(encryptionOf(options)) },
			}),
		{ limit: Infinity, pageSize: PAGE_SIZE, isCancelled: item.isCancelled, onIncomplete },
	);
	const phones = new Set<string>();
	for await (const row of rows) phones.add(phoneOf(item, row));
	return [...phones];
}

/** The phones in the parameter 'Phones', or all phones of the task. @throws NodeOperationError when the latter is not confirmed */
async function phonesToDelete(item: AccountItem, path: string, options: IDataObject): Promise<string[]> {
	const { context, itemIndex } = item;
	if (context.getNodeParameter('deleteBy', itemIndex) !== 'all') return readPhones(item, options);
	const danger = `Every number of the task ${taskIdOf(context, itemIndex)} would be deleted`;
	checkConfirmed(item, danger, "Delete by 'Phones' instead.", CONFIRM);
	return await allPhones(item, `${path}/number`, options);
}

/** Deletes numbers from a call task. Source: DELETE task/{task_id}/number-batch-delete, page 批量删除号码. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		const { itemIndex } = item;
		const taskId = taskIdOf(this, itemIndex);
		const path = item.path + taskPath(this, itemIndex);
		const options = readOptions(this, itemIndex);
		const phones = await phonesToDelete(item, path, options);
		const deleted = await deleteByPhones(item, phones, MAX_PHONES, (part) => ({
			method: 'DELETE',
			path: `${path}/number-batch-delete`,
			body: JSON.stringify({
				customer_info_list: part.map((phone) => ({ phone })),
				...encryptionOf(options),
				...subAccountOf(options),
			}),
		}));
		return [{ ...deleted, taskId }];
	});
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { checkConfirmed, confirmProperty } from '../../../../platform/confirmation';
import type { SpanFilter } from '../../../../platform/filters/filters';
import { spanProperties } from '../../../../platform/filters/filters';
import { filtersOfChange, wireOf } from '../../../../platform/filters/filterValues';
import { optionsCollection } from '../../../../platform/options';
import { readOptions } from '../../../../platform/readOptions';
import { deleteByPhones, phonesProperty, readPhones } from '../../../filters/phones';
import { changeResult } from '../../../operation/changeResult';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { encryptionOf, encryptionOption } from '../../../panel/options';

/** The most phones in one call. Source: page 删除客户公海数据. */
const MAX_PHONES = 100;

const CREATED: SpanFilter = {
	kind: 'span',
	name: 'created',
	wire: 'created_at',
	label: 'Created',
	what: 'the customers to delete came into the pool (号码创建时间)',
};

const CONFIRM = confirmProperty('confirmDeleteByTime', 'Delete All of That Time', {
	description: 'Whether to delete every customer who came into the public pool between these two dates',
	hint: 'Nothing is deleted until this is on',
});

const byPhones = { show: { deleteBy: ['phones'] } };
const byCreation = { show: { deleteBy: ['created'] } };

export const description = updateDisplayOptions({ show: { resource: ['customer'], operation: ['delete'] } }, [
	{
		displayName: 'Delete By',
		name: 'deleteBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Phones', value: 'phones' },
			{ name: 'Creation Time', value: 'created' },
		],
		default: 'phones',
	},
	{ ...phonesProperty('The phones (号码) of the customers to delete'), displayOptions: byPhones },
	...spanProperties(CREATED).map((date) => ({ ...date, required: true, displayOptions: byCreation })),
	{ ...CONFIRM, displayOptions: byCreation },
	optionsCollection([encryptionOption]),
]);

async function deletePhones(item: AccountItem, options: IDataObject): Promise<IDataObject> {
	const phones = readPhones(item, options);
	return await deleteByPhones(item, phones, MAX_PHONES, (part) => ({
		method: 'DELETE',
		path: `${item.path}/del_customer`,
		body: JSON.stringify({ phone: part, ...encryptionOf(options) }),
	}));
}

async function deleteByCreation(item: AccountItem, options: IDataObject): Promise<IDataObject> {
	const { context, itemIndex, path } = item;
	const given = Object.fromEntries(
		spanProperties(CREATED).map(({ name }) => [name, context.getNodeParameter(name, itemIndex, '')]),
	) as IDataObject;
	const wire = wireOf(filtersOfChange(item, [CREATED], given));
	const [from, to] = wire.created_at as string[];
	const span = `from ${from} to ${to} (${item.timezone})`;
	const danger = `Every customer who came into the public pool (公海) ${span} would be deleted`;
	checkConfirmed(item, danger, "Delete by 'Phones' instead.", CONFIRM);
	const body = JSON.stringify({ ...wire, ...encryptionOf(options) });
	const answer = await item.change({ method: 'DELETE', path: `${path}/del_customer`, body });
	return changeResult(answer, { deleted: true, createdAfter: from, createdBefore: to });
}

/** Deletes customers from the public pool. Source: DELETE del_customer, page 删除客户公海数据. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		const options = readOptions(this, item.itemIndex);
		const deleteBy = this.getNodeParameter('deleteBy', item.itemIndex) as string;
		if (deleteBy === 'phones') return [await deletePhones(item, options)];
		if (deleteBy === 'created') return [await deleteByCreation(item, options)];
		throw new NodeOperationError(this.getNode(), `'Delete By' is '${deleteBy}', which is not known`, {
			itemIndex: item.itemIndex,
			description: "Choose 'Phones' or 'Creation Time'.",
		});
	});
}

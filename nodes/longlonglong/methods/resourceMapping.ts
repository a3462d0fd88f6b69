import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { replyError } from '../../http/replyError';
import type { Field } from '../../rows/field';
import { hasCredential, mapperFields } from '../../rows/mapperFields';
import { columnsFor } from '../../rows/toolColumns';
import { componentColumn, componentsOf, fetchComponents } from '../api/components';
import { CUSTOMER_FIELDS, FIELDS_SHOWN, NUMBER_FIELDS } from '../fields';
import { longlonglongClient } from '../platform';
import { accountPath } from './panelAccount';

async function customColumns(context: ILoadOptionsFunctions): Promise<ResourceMapperField[]> {
	if (!hasCredential(context)) return [];
	const client = await longlonglongClient(context);
	const reply = await fetchComponents(client, accountPath(context, client));
	// A refused credential must be seen; anything else leaves the standard columns, which work without the custom ones.
	if (reply.kind === 'no' && reply.deniesAllCalls) throw replyError(context.getNode(), reply);
	return reply.kind === 'yes' ? componentsOf(reply.answer.data).map(componentColumn) : [];
}

async function columns(
	context: ILoadOptionsFunctions,
	fields: readonly Field[],
): Promise<ResourceMapperFields> {
	const all = [...mapperFields(fields, FIELDS_SHOWN), ...(await customColumns(context))];
	return { fields: columnsFor(context.getNode(), all) };
}

export async function getCustomerColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columns(this, CUSTOMER_FIELDS);
}

export async function getNumberColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columns(this, NUMBER_FIELDS);
}

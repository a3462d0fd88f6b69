import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import type { Field } from '../../rows/field';
import { hasCredential, mapperFields } from '../../rows/mapperFields';
import { columnsFor } from '../../rows/toolColumns';
import { componentColumns } from '../api/components';
import { CUSTOMER_FIELDS, FIELDS_SHOWN, NUMBER_FIELDS } from '../fields';
import { longlonglongClient } from '../platform';
import { accountPath } from './panelAccount';

async function customColumns(context: ILoadOptionsFunctions): Promise<ResourceMapperField[]> {
	if (!hasCredential(context)) return [];
	const client = await longlonglongClient(context);
	return await componentColumns(context.getNode(), client, accountPath(context, client));
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

import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { importColumns } from '../../platform/mapperColumns';
import type { Field } from '../../rows/field';
import { componentColumns } from '../api/components';
import { CUSTOMER_FIELDS, FIELDS_SHOWN, NUMBER_FIELDS } from '../fields';
import { longlonglongClient } from '../platform';
import { accountPath } from './panelAccount';

async function columns(
	context: ILoadOptionsFunctions,
	fields: readonly Field[],
): Promise<ResourceMapperFields> {
	return await importColumns(context, {
		fields,
		shown: FIELDS_SHOWN,
		own: async () => {
			const client = await longlonglongClient(context);
			return await componentColumns(context.getNode(), client, accountPath(context, client));
		},
	});
}

/** The columns of an import of customers, with the account's custom fields. */
export async function getCustomerColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columns(this, CUSTOMER_FIELDS);
}

/** The columns of an import of numbers, with the account's custom fields. */
export async function getNumberColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await columns(this, NUMBER_FIELDS);
}

import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { hasCredential, mapperFields } from '../../rows/mapperFields';
import { columnsFor } from '../../rows/toolColumns';
import { loadCustomFields } from '../api/customFields';
import { CUSTOMER_FIELDS, CUSTOMER_FIELDS_SHOWN } from '../fields';

/** The columns of a customer for the editor: the platform's own, and the account's custom fields. */
export async function getCustomerColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const custom = hasCredential(this) ? await loadCustomFields(this) : [];
	const all = [...mapperFields(CUSTOMER_FIELDS, CUSTOMER_FIELDS_SHOWN), ...custom];
	return { fields: columnsFor(this.getNode(), all) };
}

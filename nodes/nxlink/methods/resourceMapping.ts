import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { importColumns } from '../../platform/mapperColumns';
import { customColumns } from '../api/customFields';
import { CUSTOMER_FIELDS, CUSTOMER_FIELDS_SHOWN } from '../fields';
import { nxlinkClient } from '../platform';

/** Lists the columns of a customer for the editor: the platform's fields and the account's custom fields. */
export async function getCustomerColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await importColumns(this, {
		fields: CUSTOMER_FIELDS,
		shown: CUSTOMER_FIELDS_SHOWN,
		own: async () => await customColumns(this.getNode(), await nxlinkClient(this)),
	});
}

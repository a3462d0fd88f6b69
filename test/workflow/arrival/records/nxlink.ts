import { NxlinkCustomer } from '../../../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import { CUSTOMER_UPSERT } from '../../import/records/nxlink';
import type { ArrivalOperation } from './testedCheck';

export const CUSTOMER_CHECK: ArrivalOperation = {
	name: 'Nxlink Customer: checkArrival',
	type: new NxlinkCustomer(),
	parameters: { resource: 'customer', operation: 'checkArrival', contactType: 'sms_phone' },
	contact: 'contact',
	importedBy: CUSTOMER_UPSERT,
	pageSize: 50,
	canLookUp: true,
	isCounted: false,
	countrySign: '+',
	fill: (sandbox, nxlinkCustomers) => {
		sandbox.seed({ nxlinkCustomers });
		const { customers } = sandbox.nxlink;
		return [...customers.values()].slice(-nxlinkCustomers).map(({ fields }) => fields.whats_app_phone);
	},
	findsFilled: { contactType: 'whats_app_phone' },
	isRead: ({ method, path }) => method === 'GET' || path.endsWith('/customers/query'),
};

import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../platform/operations';
import { nodeBasics, resourceProperty } from '../../platform/panel';
import { nxlinkApiTest } from '../methods/credentialTest';
import { getCustomerColumns } from '../methods/resourceMapping';
import * as account from './actions/account';
import * as customer from './actions/customer';
import * as customerField from './actions/customerField';

const OPERATIONS = {
	account: account.operations,
	customer: customer.operations,
	customerField: customerField.operations,
};

export class NxlinkCustomer implements INodeType {
	description: INodeTypeDescription = {
		...nodeBasics({ imports: ['upsert'], arrivalChecks: ['checkArrival'] }),
		displayName: 'Nxlink Customer',
		name: 'nxlinkCustomer',
		icon: { light: 'file:../icons/nxlink.svg', dark: 'file:../icons/nxlink.dark.svg' },
		subtitle: '={{ $parameter.operation + ": " + $parameter.resource }}',
		description: 'Create, update and read customers of the NXLink (牛信云) customer data platform',
		defaults: { name: 'Nxlink Customer' },
		usableAsTool: true,
		credentials: [{ name: 'nxlinkApi', required: true, testedBy: 'nxlinkApiTest' }],
		properties: [
			resourceProperty(
				[
					{ name: 'Account', value: 'account' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Customer Field', value: 'customerField' },
				],
				'customer',
			),
			...account.description,
			...customer.description,
			...customerField.description,
		],
	};

	methods = { credentialTest: { nxlinkApiTest }, resourceMapping: { getCustomerColumns } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, OPERATIONS);
	}
}

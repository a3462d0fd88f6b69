import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { outputsFor, runOperation } from '../../platform/operations';
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
		displayName: 'Nxlink Customer',
		name: 'nxlinkCustomer',
		icon: { light: 'file:../icons/nxlink.svg', dark: 'file:../icons/nxlink.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.operation + ": " + $parameter.resource }}',
		description: 'Create, update and read customers of the NXLink (牛信云) customer data platform',
		defaults: { name: 'Nxlink Customer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsFor({ imports: ['upsert'], arrivalChecks: ['checkArrival'] }),
		credentials: [{ name: 'nxlinkApi', required: true, testedBy: 'nxlinkApiTest' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Customer Field', value: 'customerField' },
				],
				default: 'customer',
			},
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

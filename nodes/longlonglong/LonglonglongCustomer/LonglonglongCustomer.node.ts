import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../platform/operations';
import { nodeBasics, resourceProperty } from '../../platform/panel';
import { userIdProperty } from '../api/account';
import { longlonglongApiTest } from '../methods/credentialTest';
import { searchComponents, searchSubAccounts, searchTasks } from '../methods/listSearch';
import { getCustomerColumns } from '../methods/resourceMapping';
import * as account from './actions/account';
import * as customer from './actions/customer';
import * as customerField from './actions/customerField';
import * as importBatch from './actions/importBatch';

const OPERATIONS = {
	account: account.operations,
	customer: customer.operations,
	customerField: customerField.operations,
	importBatch: importBatch.operations,
};

export class LonglonglongCustomer implements INodeType {
	description: INodeTypeDescription = {
		...nodeBasics({ imports: ['import'], arrivalChecks: ['checkArrival'] }),
		displayName: 'Longlonglong Customer',
		name: 'longlonglongCustomer',
		icon: { light: 'file:../icons/longlonglong.svg', dark: 'file:../icons/longlonglong.dark.svg' },
		subtitle: '={{ $parameter.operation + ": " + $parameter.resource }}',
		description:
			'Work with the customers in the public pool (公海) of the Longlonglong (龙龙龙) AI calling platform',
		defaults: { name: 'Longlonglong Customer' },
		usableAsTool: true,
		credentials: [{ name: 'longlonglongApi', required: true, testedBy: 'longlonglongApiTest' }],
		properties: [
			resourceProperty(
				[
					{ name: 'Account', value: 'account' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Customer Field', value: 'customerField' },
					{ name: 'Import Batch', value: 'importBatch' },
				],
				'customer',
			),
			...account.description,
			...customer.description,
			...customerField.description,
			...importBatch.description,
			userIdProperty,
		],
	};

	methods = {
		credentialTest: { longlonglongApiTest },
		resourceMapping: { getCustomerColumns },
		listSearch: { searchComponents, searchSubAccounts, searchTasks },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, OPERATIONS);
	}
}

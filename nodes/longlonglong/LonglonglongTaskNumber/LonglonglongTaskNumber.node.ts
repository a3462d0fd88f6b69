import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../platform/operations';
import { nodeBasics, resourceProperty } from '../../platform/panel';
import { userIdProperty } from '../api/account';
import { longlonglongApiTest } from '../methods/credentialTest';
import { searchSubAccounts, searchTasks } from '../methods/listSearch';
import { getNumberColumns } from '../methods/resourceMapping';
import * as callRecord from './actions/callRecord';
import * as number from './actions/number';
import * as task from './actions/task';

const OPERATIONS = {
	callRecord: callRecord.operations,
	number: number.operations,
	task: task.operations,
};

export class LonglonglongTaskNumber implements INodeType {
	description: INodeTypeDescription = {
		...nodeBasics({ imports: ['add', 'addAsync'], arrivalChecks: ['checkArrival'] }),
		displayName: 'Longlonglong Task Number',
		name: 'longlonglongTaskNumber',
		icon: { light: 'file:../icons/longlonglong.svg', dark: 'file:../icons/longlonglong.dark.svg' },
		subtitle: '={{ $parameter.operation + ": " + $parameter.resource }}',
		description:
			'Work with call tasks (呼叫任务) of the Longlonglong (龙龙龙) AI calling platform, their numbers and call records',
		defaults: { name: 'Longlonglong Task Number' },
		usableAsTool: true,
		credentials: [{ name: 'longlonglongApi', required: true, testedBy: 'longlonglongApiTest' }],
		properties: [
			resourceProperty(
				[
					{ name: 'Call Record', value: 'callRecord' },
					{ name: 'Number', value: 'number' },
					{ name: 'Task', value: 'task' },
				],
				'number',
			),
			...callRecord.description,
			...number.description,
			...task.description,
			userIdProperty,
		],
	};

	methods = {
		credentialTest: { longlonglongApiTest },
		resourceMapping: { getNumberColumns },
		listSearch: { searchSubAccounts, searchTasks },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, OPERATIONS);
	}
}

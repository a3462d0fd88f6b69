import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { PlatformItem } from '../../platform/platformItem';
import { openPlatform, runPerItem as runForEachItem } from '../../platform/platformItem';
import { userPath } from '../api/account';
import type { LonglonglongClient } from '../platform';
import { longlonglongClient } from '../platform';

/** What an operation has for one input item: the platform's calls, and the account that the item names. */
export interface AccountItem extends PlatformItem<LonglonglongClient> {
	/** The path of the item's account, `/user/{user_id}`. Reading it throws NodeOperationError when no account is named. */
	readonly path: string;
}

function withAccountPath(item: PlatformItem<LonglonglongClient>): AccountItem {
	return {
		...item,
		get path() {
			return userPath(item.context, item.client, item.itemIndex);
		},
	};
}

/** Opens the platform with the account of the first item, for an operation that handles all rows together. */
export async function openAccount(context: IExecuteFunctions): Promise<AccountItem> {
	return withAccountPath(await openPlatform(context, longlonglongClient));
}

/** Runs an operation of this platform for each input item. */
export async function runPerItem(
	context: IExecuteFunctions,
	work: (item: AccountItem) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	return await runForEachItem(context, longlonglongClient, async (item) => await work(withAccountPath(item)));
}

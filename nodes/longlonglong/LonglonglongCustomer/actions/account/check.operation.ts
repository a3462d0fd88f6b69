import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { askAll } from '../../../../platform/accountCheck';
import { longlonglongProbe } from '../../../accountCheck/probe';
import { QUESTIONS } from '../../../accountCheck/questions';
import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';

export const description: INodeProperties[] = [];

/** The path of the item's account; undefined when no account is named. The questions about the token need no account. */
function accountPath(item: AccountItem): string | undefined {
	try {
		return item.path;
	} catch {
		return undefined;
	}
}

/** Answers the questions about each account once, however many items name it. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const checked = new Set<string | undefined>();
	return await runPerItem(this, async (item) => {
		const path = accountPath(item);
		if (checked.has(path)) return [];
		checked.add(path);
		return await askAll(QUESTIONS, longlonglongProbe(this, item.client, path));
	});
}

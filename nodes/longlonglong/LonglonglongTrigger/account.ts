import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../http/values';

/**
 * Whether an item of a callback is about an account. It is when `user_id` (the account or its sub-account) or `master_user_id` (the main
 * account) of the callback or of its task is the account's ID.
 * Sources: pages 接口客户公海导入任务回调, 创建/删除任务回调数据, 呼入成功回调数据.
 */
export function isAboutAccount(item: IDataObject, account: string): boolean {
	const records = [item, item.task_data].filter(isRecord);
	return records.some((record) =>
		[record.user_id, record.master_user_id].some((id) => String(id ?? '') === account),
	);
}

/**
 * Refuses to activate 'Only This Account' without an account.
 * @throws NodeOperationError when the credential names none
 */
export async function checkAccountIsKnown(context: IHookFunctions): Promise<void> {
	const { onlyThisAccount } = context.getNodeParameter('options', {}) as IDataObject;
	if (onlyThisAccount !== true) return;
	const { userId } = await context.getCredentials('longlonglongApi');
	if (String(userId ?? '').trim() !== '') return;
	throw new NodeOperationError(context.getNode(), "'Only This Account' needs to know the account", {
		description:
			"Fill in 'User ID' of the Longlonglong credential, or remove the option 'Only This Account'.",
	});
}

import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { locatorId } from '../../platform/locators';
import { pathPart } from '../../platform/pathPart';
import type { LonglonglongClient } from '../platform';

/** The value of a parameter in the open panel; empty for an expression, which has no value before the node runs. */
export function currentText(context: ILoadOptionsFunctions, name: string): string {
	const text = locatorId(context.getCurrentNodeParameter(name));
	return text.startsWith('=') ? '' : text;
}

/** The path of the panel's account, or else of the credential's; `/user/` when neither names one. */
export function accountPath(context: ILoadOptionsFunctions, client: LonglonglongClient): string {
	const userId = currentText(context, 'userId') || client.userId;
	return `/user/${pathPart(context.getNode(), 'User ID', userId)}`;
}

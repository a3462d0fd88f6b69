import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { locatorId } from '../../platform/locators';
import { pathPart } from '../../platform/pathPart';
import type { LonglonglongClient } from '../platform';

/** A value that the panel has now; an expression has none before it runs. */
export function currentText(context: ILoadOptionsFunctions, name: string): string {
	const text = locatorId(context.getCurrentNodeParameter(name));
	return text.startsWith('=') ? '' : text;
}

/** The path of the account that the panel names, or of the credential's. */
export function accountPath(context: ILoadOptionsFunctions, client: LonglonglongClient): string {
	const userId = currentText(context, 'userId') || client.userId;
	return `/user/${pathPart(context.getNode(), 'User ID', userId)}`;
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { locator, locatorId } from '../../platform/locators';

/** Options that several operations share, and what is sent for them. */

export const encryptionOption: INodeProperties = {
	displayName: 'Encryption',
	name: 'encryption',
	type: 'boolean',
	default: false,
	description:
		'Whether phones are given encrypted (接口加密). The platform must have switched API encryption on for you; the values are passed on as they are.',
};

/** Stands among the options of an operation: blank means the account itself. */
export const subAccountLocator: INodeProperties = locator({
	displayName: 'Sub-Account',
	name: 'subUserId',
	description: 'Work on this sub-account (子账户) instead of the account itself',
	list: 'searchSubAccounts',
	listPlaceholder: 'Select a sub-account…',
	idPlaceholder: 'e.g. 40863af8-db4a-41c6-a269-eb5bc386d97f',
});

/** `sub_user_id`, when the options name a sub-account. */
export function subAccountOf({ subUserId }: IDataObject): IDataObject {
	const id = locatorId(subUserId);
	return id === '' ? {} : { sub_user_id: id };
}

/** `encryption`, when the options say anything about it. */
export function encryptionOf({ encryption }: IDataObject): IDataObject {
	return encryption === undefined ? {} : { encryption: encryption === true };
}

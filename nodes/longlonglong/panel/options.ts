import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { locator, locatorId } from '../../platform/locators';

/** Options that several operations share, and the parameters that are sent for them. */

export const encryptionOption: INodeProperties = {
	displayName: 'Encryption',
	name: 'encryption',
	type: 'boolean',
	default: false,
	description:
		'Whether the phones that you give are encrypted already (接口加密). The platform must have enabled API encryption for you. The node sends the values unchanged.',
};

/** The option for a sub-account. When it is blank, the operation works on the account itself. */
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

/** `encryption`, when the option is set, whether on or off. */
export function encryptionOf({ encryption }: IDataObject): IDataObject {
	return encryption === undefined ? {} : { encryption: encryption === true };
}

import type { IDataObject, INodeProperties, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { PlatformCall } from '../../platform/client';
import { phonesIn } from '../../platform/filters/phoneList';
import { changeResult } from '../operation/changeResult';
import type { AccountItem } from '../operation/runPerItem';

/** The parameter for several phones. */
export function phonesProperty(description: string): INodeProperties {
	return {
		displayName: 'Phones',
		name: 'phones',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. 13012121212, 13924667471',
		description: `${description}. An expression may give a list.`,
		hint: 'Separate phones with commas, semicolons or line breaks',
	};
}

/**
 * Reads the parameter 'Phones' of an operation that needs at least one; see {@link phonesIn}.
 * @throws NodeOperationError when there is none
 */
export function readPhones(item: AccountItem, { encryption }: IDataObject): string[] {
	const { context, itemIndex } = item;
	const given = context.getNodeParameter('phones', itemIndex, '');
	const phones = phonesIn(item, 'Phones', given, encryption === true);
	if (phones.length > 0) return phones;
	throw new NodeOperationError(context.getNode(), "'Phones' is empty: nothing was sent", {
		itemIndex,
		description: 'Give one phone or several.',
	});
}

/**
 * Deletes by phones, in as many calls as the platform's limit makes necessary.
 * @param callFor makes the call for some of the phones
 * @returns the output item: `deleted`, `phones` (how many) and the platform's `message`
 * @throws NodeApiError for a call that failed; its description says how many phones had been deleted before
 */
export async function deleteByPhones(
	item: AccountItem,
	phones: string[],
	maxPhonesPerCall: number,
	callFor: (part: string[]) => PlatformCall,
): Promise<IDataObject> {
	let message: unknown;
	for (let done = 0; done < phones.length; done += maxPhonesPerCall) {
		try {
			const answer = await item.change(callFor(phones.slice(done, done + maxPhonesPerCall)));
			message = changeResult(answer, {}).message;
		} catch (error) {
			const known = error as NodeApiError;
			if (done > 0) {
				known.description = `${done} of ${phones.length} phones were deleted before this. ${known.description ?? ''}`;
			}
			throw known;
		}
	}
	return {
		deleted: phones.length > 0,
		phones: phones.length,
		...(message !== undefined && { message: message as string }),
	};
}

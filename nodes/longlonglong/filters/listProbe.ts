import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import type { Probe } from '../../platform/filters/reach';
import { sizeOf } from '../../platform/lists/pages';
import { placeFilters } from '../../platform/options';
import type { AccountItem } from '../operation/runPerItem';
import { encryptionOf, subAccountOf } from '../panel/options';

/**
 * Makes a function that reads one row of a list and the list's total. The filters are sent where the operation's options say.
 * @param path the path of the list, with the account
 */
export function listProbe(
	item: AccountItem,
	path: string,
	options: IDataObject,
): (wire: IDataObject) => Promise<Probe> {
	return async (wire) => {
		const query = { page: 1, per_page: 1, ...subAccountOf(options) };
		const placed = placeFilters(query, { ...wire, ...encryptionOf(options) }, options);
		const answer = await item.read({ path, ...placed });
		const { data } = answer;
		return {
			total: sizeOf(answer).total,
			rows: Array.isArray(data) ? (data.filter(isRecord) as IDataObject[]) : [],
		};
	};
}

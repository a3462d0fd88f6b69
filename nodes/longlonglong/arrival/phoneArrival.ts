import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { replyError } from '../../http/replyError';
import { isBlank } from '../../http/values';
import { checkSameForAllRows } from '../../import/sameForAllRows';
import type { ArrivalSource } from '../../platform/arrival/arrivalSource';
import { countedPages } from '../../platform/arrival/countedPages';
import type { PreparedCheck } from '../../platform/arrival/runArrivalCheck';
import { arrivalOptions } from '../../platform/arrival/runArrivalCheck';
import { pageSizeOf } from '../../platform/lists/listProperties';
import { rowsOf } from '../../platform/lists/pages';
import { filtersInOption, optionsCollection, pageSizeOption, placeFilters } from '../../platform/options';
import { writtenTime } from '../../rows/dates';
import { cleanPhone } from '../../rows/phones';

import type { AccountItem } from '../operation/runPerItem';
import { openAccount } from '../operation/runPerItem';
import { encryptionOf, encryptionOption, subAccountOf } from '../panel/options';

/** The phone of the row to look for. The parameter has no default, because every input names its columns differently. */
export const phoneProperty: INodeProperties = {
	displayName: 'Phone (号码)',
	name: 'phone',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.phone }}',
	description: 'The phone of each row, as it was imported',
	hint: 'Drag the column with the phone here',
};

/** The options of a Check Arrival operation. @param own the options that only this operation has */
export function checkOptions(...own: INodeProperties[]): INodeProperties {
	return optionsCollection([...arrivalOptions, encryptionOption, filtersInOption, pageSizeOption, ...own]);
}

/** A list of the platform in which phones are looked for. */
export interface PhoneList {
	/** The path of the list, with the account. */
	path(item: AccountItem): string;
	/** The list's filter for the time at which a row was created. */
	createdFilter(since: string, until: string): IDataObject;
	/** The name of the list's filter for one phone; missing when it has none. */
	phoneFilter?: string;
}

/** The end of a time span that the user left open. The platform demands a start and an end. */
const LATEST = '2099-12-31 23:59:59';
/** The number of rows that a look-up requests: enough to detect that a filter was not applied. */
const LOOK_UP_ROWS = 2;
/** The possible names of a row's phone; the documents do not show the rows of all lists. */
const PHONE_KEYS = ['phone', 'number', 'mobile', 'callee', 'telephone'];

const textOf = (value: unknown): string | undefined =>
	(typeof value === 'string' || typeof value === 'number') && !isBlank(value)
		? String(value).trim()
		: undefined;

function phoneIn(row: IDataObject): string | undefined {
	return PHONE_KEYS.map((key) => textOf(row[key])).find((phone) => phone !== undefined);
}

function phoneSource(
	item: AccountItem,
	list: PhoneList,
	options: IDataObject,
): ArrivalSource & { requests: number } {
	const { context, isCancelled } = item;
	const path = list.path(item);
	const perPage = pageSizeOf(item);
	const callFor = (page: number, count: number, filters: IDataObject) => ({
		path,
		...placeFilters(
			{ page, per_page: count, ...subAccountOf(options) },
			{ ...filters, ...encryptionOf(options) },
			options,
		),
	});
	const source: ArrivalSource & { requests: number } = {
		requests: 0,
		isCancelled,
		pages: (since) =>
			countedPages(async (page) => {
				source.requests++;
				return await item.read(
					callFor(page, perPage, since === undefined ? {} : list.createdFilter(since, LATEST)),
				);
			}, isCancelled),
		contactOf: phoneIn,
		factsOf: ({ id, created_at: createdAt }) => ({ id: textOf(id), createdAt: textOf(createdAt) }),
	};
	const { phoneFilter } = list;
	if (phoneFilter !== undefined) {
		source.lookUp = async (phone) => {
			source.requests++;
			const call = { method: 'GET' as const, ...callFor(1, LOOK_UP_ROWS, { [phoneFilter]: phone }) };
			const reply = await item.send(call, 'always');
			if (reply.kind === 'yes') return { kind: 'rows', rows: rowsOf(reply.answer.data) };
			if (reply.kind === 'no' && reply.deniesAllCalls) throw replyError(context.getNode(), reply);
			return { kind: 'failed', reason: reply.message };
		};
	}
	return source;
}

/**
 * Prepares a Check Arrival operation from the node's parameters.
 * @throws NodeOperationError when a parameter is wrong, or differs from row to row
 */
export async function preparePhoneCheck(
	context: IExecuteFunctions,
	list: PhoneList,
	options: IDataObject,
): Promise<PreparedCheck> {
	checkSameForAllRows(context, { taskId: 'Task', userId: 'User ID', options: 'Options' });
	const item = await openAccount(context);
	const source = phoneSource(item, list, options);
	const encrypted = options.encryption === true;
	const zones = { workflow: context.getTimezone(), platform: item.client.timezone };
	return {
		source,
		contactForm: {
			clean: (phone) => (encrypted ? phone : cleanPhone(phone, 'chinese')),
			isSearchable: (phone) => encrypted || /\d/.test(phone),
		},
		platformTime: (value) => writtenTime(value, zones),
		requests: () => source.requests,
	};
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { No, Unknown } from '../../http/reply';
import { isEmpty, isRecord, wholeNumber } from '../../http/values';
import type { CallResult } from '../../platform/accountCheck';
import { createCaller, attention, CannotBeAsked, once, unknown } from '../../platform/accountCheck';
import type { PlatformCall } from '../../platform/client';
import { listIn, recordsIn } from '../../platform/lists/listReply';
import type { Envelope } from '../../platform/platform';
import type { LonglonglongClient } from '../platform';

/** One page of a list. */
export interface ListPage {
	rows: IDataObject[];
	/** How many rows the whole list has, if the reply says so. */
	total?: number;
	/** The number of the last page, if the reply says so. */
	lastPage?: number;
}

/** The calls that the questions about an account make. */
export interface LonglonglongProbe {
	/** The path of the account, `/user/{user_id}`. Reading it throws CannotBeAsked when no account is named. */
	readonly path: string;
	/** IANA name of the zone of the platform's clock. */
	timezone: string;
	/** Makes a GET. */
	ask(call: Omit<PlatformCall, 'method'>): Promise<CallResult>;
	/** Reads a page of a list. A reply other than yes says why there is no page. Throws CannotBeAsked when the reply has no list. */
	list(path: string, call: Omit<PlatformCall, 'method' | 'path'>): Promise<ListPage | No | Unknown>;
	/** Asks how long the token is valid. The call is made once. */
	token(): Promise<CallResult>;
	/** Reads some customers of the public pool. The call is made once. */
	customers(): Promise<ListPage | No | Unknown>;
}

/** How many customers are read as a sample. */
const SAMPLE_SIZE = 20;

function pageIn({ data, whole: { meta } }: Envelope): ListPage {
	const list = isEmpty(data) ? [] : listIn(data);
	if (!list?.every(isRecord))
		throw new CannotBeAsked(unknown('The reply has no list that this node could read.'));
	const place = isRecord(meta) ? meta : isRecord(data) ? data : {};
	const [total, lastPage] = [place.total, place.last_page].map(wholeNumber);
	return {
		rows: recordsIn(list),
		...(!Number.isNaN(total) && { total }),
		...(!Number.isNaN(lastPage) && { lastPage }),
	};
}

/** Whether a page of a list came. */
export function isPage(result: ListPage | No | Unknown): result is ListPage {
	return 'rows' in result;
}

const NO_ACCOUNT = attention(
	'No account is named.',
	"Fill in 'User ID' of the Longlonglong credential, or 'User ID' of this node.",
);

/**
 * Makes the probe of an account.
 * @param accountPath undefined when no account is named; then only the questions that need no account are answered
 */
export function longlonglongProbe(
	context: IExecuteFunctions,
	client: LonglonglongClient,
	accountPath: string | undefined,
): LonglonglongProbe {
	const path = () => {
		if (accountPath === undefined) throw new CannotBeAsked(NO_ACCOUNT);
		return accountPath;
	};
	const make = createCaller(context, client);
	const ask: LonglonglongProbe['ask'] = async (call) => await make({ method: 'GET', ...call });
	const list: LonglonglongProbe['list'] = async (listPath, call) => {
		const { reply } = await ask({ path: listPath, ...call });
		return reply.kind === 'yes' ? pageIn(reply.answer) : reply;
	};
	return {
		get path() {
			return path();
		},
		timezone: client.timezone,
		ask,
		list,
		token: once(async () => await ask({ path: '/token' })),
		customers: once(
			async () => await list(`${path()}/get_customer`, { query: { page: 1, per_page: SAMPLE_SIZE } }),
		),
	};
}

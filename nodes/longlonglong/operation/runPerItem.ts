import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Reply } from '../../http/reply';
import { replyError } from '../../http/replyError';
import { forEachItem } from '../../platform/forEachItem';
import type { Repetition } from '../../platform/repeatCall';
import { repeatCall } from '../../platform/repeatCall';
import { warner } from '../../platform/warner';
import { userPath } from '../api/account';
import type { Envelope, LonglonglongCall, LonglonglongClient } from '../api/client';
import { longlonglongClient } from '../api/client';
import { explained } from '../api/sentIds';

/** What an operation needs for one input item: the platform, on the item's account. */
export interface AccountItem {
	context: IExecuteFunctions;
	itemIndex: number;
	client: LonglonglongClient;
	/** IANA name of the zone of the platform's clock. */
	timezone: string;
	/** The path of the item's account, `/user/{user_id}`. Throws NodeOperationError when no account is named. */
	readonly path: string;
	isCancelled(): boolean;
	/** Adds a hint to the node's output, once however many items ask for it. */
	warnOnce(message: string): void;
	/** Makes a call, repeated as far as allowed. */
	send(call: LonglonglongCall, repetition: Repetition): Promise<Reply<Envelope>>;
	/** The answer in a reply. Throws NodeApiError for anything but a yes. */
	answerIn(reply: Reply<Envelope>): Envelope;
	/** A call that only reads; throws as `answerIn`. */
	read(call: Omit<LonglonglongCall, 'method'>): Promise<Envelope>;
	/** A call that changes something, the same however often it is made; throws as `answerIn`. */
	change(call: LonglonglongCall): Promise<Envelope>;
}

function accountItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ client, warnOnce }: Pick<AccountItem, 'client' | 'warnOnce'>,
): AccountItem {
	async function send(request: LonglonglongCall, repetition: Repetition): Promise<Reply<Envelope>> {
		const reply = await repeatCall(context, repetition, async () => await client.call(request));
		return reply.kind === 'yes' ? reply : explained(reply, request.path);
	}
	function answerIn(reply: Reply<Envelope>): Envelope {
		if (reply.kind === 'yes') return reply.answer;
		throw replyError(context.getNode(), reply, itemIndex);
	}
	return {
		context,
		itemIndex,
		client,
		timezone: client.timezone,
		get path() {
			return userPath(context, client, itemIndex);
		},
		isCancelled: () => context.getExecutionCancelSignal()?.aborted ?? false,
		warnOnce,
		send,
		answerIn,
		read: async (request) => answerIn(await send({ method: 'GET', ...request }, 'always')),
		change: async (request) => answerIn(await send(request, 'afterNo')),
	};
}

/** The platform on the account of the first item, for an operation that treats all rows at once. */
export async function openAccount(context: IExecuteFunctions): Promise<AccountItem> {
	return accountItem(context, 0, { client: await longlonglongClient(context), warnOnce: warner(context) });
}

/** Runs an operation of this platform for each input item; see {@link forEachItem}. */
export async function runPerItem(
	context: IExecuteFunctions,
	work: (item: AccountItem) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	let client: LonglonglongClient | undefined;
	const warnOnce = warner(context);
	return await forEachItem(context, async (itemIndex) => {
		client ??= await longlonglongClient(context);
		return await work(accountItem(context, itemIndex, { client, warnOnce }));
	});
}

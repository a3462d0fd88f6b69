import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Reply } from '../../http/reply';
import { replyError } from '../../http/replyError';
import { forEachItem } from '../../platform/forEachItem';
import { repeatCall } from '../../platform/repeatCall';
import { warner } from '../../platform/warner';
import type { Envelope, NxlinkCall, NxlinkClient } from '../api/client';
import { nxlinkClient } from '../api/client';

/** What a reading operation needs for one input item. */
export interface ReadingItem {
	context: IExecuteFunctions;
	itemIndex: number;
	client: NxlinkClient;
	/** Makes a call that only reads, again where that may help. */
	ask(call: NxlinkCall): Promise<Reply<Envelope>>;
	/** The answer in a reply. Throws NodeApiError for anything but a yes. */
	answerIn(reply: Reply<Envelope>): Envelope;
	/** Shows a warning above the output, once, however many items have it. */
	warnOnce(message: string): void;
}

function readingItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ client, warnOnce }: Pick<ReadingItem, 'client' | 'warnOnce'>,
): ReadingItem {
	return {
		context,
		itemIndex,
		client,
		ask: async (call) => await repeatCall(context, 'always', async () => await client.call(call)),
		answerIn: (reply) => {
			if (reply.kind === 'yes') return reply.answer;
			throw replyError(context.getNode(), reply, itemIndex);
		},
		warnOnce,
	};
}

/** The platform for an operation that treats all rows at once. */
export async function openPlatform(context: IExecuteFunctions): Promise<ReadingItem> {
	return readingItem(context, 0, { client: await nxlinkClient(context), warnOnce: warner(context) });
}

/** Runs an operation that reads for each input item; see {@link forEachItem}. All items share a client, which learns NXLink's time. */
export async function runPerItem(
	context: IExecuteFunctions,
	work: (item: ReadingItem) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	let client: NxlinkClient | undefined;
	const warnOnce = warner(context);
	return await forEachItem(context, async (itemIndex) => {
		client ??= await nxlinkClient(context);
		return await work(readingItem(context, itemIndex, { client, warnOnce }));
	});
}

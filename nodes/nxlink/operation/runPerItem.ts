import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Reply } from '../../http/reply';
import { replyError } from '../../http/replyError';
import { forEachItem } from '../../platform/forEachItem';
import { repeatCall } from '../../platform/repeatCall';
import type { Envelope, NxlinkClient } from '../api/client';
import { nxlinkClient } from '../api/client';

/** What a reading operation needs for one input item. */
export interface ReadingItem {
	context: IExecuteFunctions;
	itemIndex: number;
	client: NxlinkClient;
	/** Makes a call that only reads, again where that may help. Throws NodeApiError for anything but a yes. */
	read(call: () => Promise<Reply<Envelope>>): Promise<Envelope>;
}

/** Runs an operation that reads for each input item; see {@link forEachItem}. All items share a client, which learns NXLink's time. */
export async function runPerItem(
	context: IExecuteFunctions,
	work: (item: ReadingItem) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	let client: NxlinkClient | undefined;
	return await forEachItem(context, async (itemIndex) => {
		client ??= await nxlinkClient(context);
		const read = async (call: () => Promise<Reply<Envelope>>) => {
			const reply = await repeatCall(context, 'always', call);
			if (reply.kind === 'yes') return reply.answer;
			throw replyError(context.getNode(), reply, itemIndex);
		};
		return await work({ context, itemIndex, client, read });
	});
}

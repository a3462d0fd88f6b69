import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Reply } from '../http/reply';
import { replyError } from '../http/replyError';
import type { PlatformCall, PlatformClient } from './client';
import { forEachItem } from './forEachItem';
import type { Envelope } from './platform';
import { explainRefusal } from './refusals';
import type { Repetition } from './repeatCall';
import { repeatCall } from './repeatCall';
import { createWarner } from './warner';

/** Everything that an operation needs for one input item. */
export interface PlatformItem<Client extends PlatformClient = PlatformClient> {
	context: IExecuteFunctions;
	itemIndex: number;
	client: Client;
	/** IANA name of the platform's time zone. */
	timezone: string;
	isCancelled(): boolean;
	/** Shows a warning above the output, but each text only once for all items. */
	warnOnce(message: string): void;
	/** Makes a call, and repeats it as far as `repetition` allows. */
	send(call: PlatformCall, repetition: Repetition): Promise<Reply<Envelope>>;
	/** Makes a call that only reads, and repeats it after a transient failure. */
	ask(call: PlatformCall): Promise<Reply<Envelope>>;
	/** Returns the answer in a reply. Throws NodeApiError for any reply but a yes. */
	answerIn(reply: Reply<Envelope>): Envelope;
	/** Makes a GET and returns its answer; throws like `answerIn`. */
	read(call: Omit<PlatformCall, 'method'>): Promise<Envelope>;
	/** Makes a call that changes something, and repeats it only after a certain no. Returns its answer; throws like `answerIn`. */
	change(call: PlatformCall): Promise<Envelope>;
}

/** Creates the client from the node's credential. */
export type Connect<Client extends PlatformClient> = (context: IExecuteFunctions) => Promise<Client>;

function platformItem<Client extends PlatformClient>(
	context: IExecuteFunctions,
	itemIndex: number,
	{ client, warnOnce }: Pick<PlatformItem<Client>, 'client' | 'warnOnce'>,
): PlatformItem<Client> {
	async function send(call: PlatformCall, repetition: Repetition): Promise<Reply<Envelope>> {
		const reply = await repeatCall(context, repetition, async () => await client.call(call));
		return reply.kind === 'yes' ? reply : explainRefusal(reply, call.path, client.platform);
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
		isCancelled: () => context.getExecutionCancelSignal()?.aborted ?? false,
		warnOnce,
		send,
		ask: async (call) => await send(call, 'always'),
		answerIn,
		read: async (call) => answerIn(await send({ method: 'GET', ...call }, 'always')),
		change: async (call) => answerIn(await send(call, 'afterNo')),
	};
}

/** Connects an operation that processes all input items at once. */
export async function openPlatform<Client extends PlatformClient>(
	context: IExecuteFunctions,
	connect: Connect<Client>,
): Promise<PlatformItem<Client>> {
	return platformItem(context, 0, { client: await connect(context), warnOnce: createWarner(context) });
}

/** Runs an operation for each input item; see {@link forEachItem}. All items share one client. */
export async function runPerItem<Client extends PlatformClient>(
	context: IExecuteFunctions,
	connect: Connect<Client>,
	work: (item: PlatformItem<Client>) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	let client: Client | undefined;
	const warnOnce = createWarner(context);
	return await forEachItem(context, async (itemIndex) => {
		client ??= await connect(context);
		return await work(platformItem(context, itemIndex, { client, warnOnce }));
	});
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';
import type { Reply } from '../../../../http/reply';
import { isRecord } from '../../../../http/values';
import { pause } from '../../../../http/wait';
import { numberParameter } from '../../../../import/numberParameter';
import { optionsCollection } from '../../../../platform/options';
import { pathPart } from '../../../../platform/pathPart';
import type { Envelope } from '../../../../platform/platform';
import { readOptions } from '../../../../platform/readOptions';

import type { AccountItem } from '../../../operation/runPerItem';
import { runPerItem } from '../../../operation/runPerItem';
import { subAccountLocator, subAccountOf } from '../../../panel/options';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const PAUSE_GROWTH = 1.5;

export const description = updateDisplayOptions({ show: { resource: ['importBatch'], operation: ['get'] } }, [
	{
		displayName: 'Batch Number',
		name: 'uniqueId',
		type: 'string',
		required: true,
		default: '={{ $json.uniqueId }}',
		placeholder: 'e.g. 52732ea0-a1c7-44c6-a709-7dee5070ed7f',
		description:
			"The batch number (unique_id, 回调批次号) in the output of an import or of 'Move to Task', or in a callback",
	},
	{
		displayName:
			'All rows of a request share one batch number: put a Remove Duplicates node (on uniqueId) before this one, so that each batch is looked up once.',
		name: 'batchNotice',
		type: 'notice',
		default: '',
	},
	optionsCollection([
		subAccountLocator,
		{
			displayName: 'Wait Up To (Seconds)',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				'Ask again, with growing pauses, until the platform has finished the batch or this time is over',
		},
	]),
]);

/** Matches names of unfinished states: the Chinese words that other answers of the platform use, and English ones. */
const PENDING_PATTERN =
	/处理中|进行中|执行中|等待|排队|导入中|pending|processing|in.?progress|waiting|queued|running|importing/i;
const STATE_KEYS = ['status_str', 'status', 'state', 'state_str'];

/**
 * Whether an answer shows that the platform has not finished the batch. Such answers are not documented, so an answer counts as finished
 * in case of doubt: only empty data and a text that names an unfinished state count as unfinished. A number as state proves nothing.
 */
function isPending({ data }: Envelope): boolean {
	if (data === undefined || data === null || data === '') return true;
	if (typeof data === 'object' && Object.keys(data).length === 0) return true;
	if (!isRecord(data)) return false;
	return STATE_KEYS.some((key) => typeof data[key] === 'string' && PENDING_PATTERN.test(data[key]));
}

/** Whether the platform does not know the batch, or not yet. A wrong batch number gets the same answer. */
function isNotFound(reply: Reply<Envelope>): boolean {
	return reply.kind === 'no' && (reply.code === '404' || reply.httpStatus === 404);
}

/** Whether a reply is the last one to wait for. @throws NodeApiError for a refusal other than "not found", and for an unknown outcome */
function isFinal(item: AccountItem, reply: Reply<Envelope>): boolean {
	return !isNotFound(reply) && !isPending(item.answerIn(reply));
}

/** Asks until the answer is final or the time is over, and returns the last answer. */
async function waitFor(
	item: AccountItem,
	ask: () => Promise<Reply<Envelope>>,
	seconds: number,
): Promise<Envelope> {
	const deadline = Date.now() + seconds * 1000;
	let wait = FIRST_PAUSE_MS;
	let reply = await ask();
	while (!isFinal(item, reply)) {
		const left = deadline - Date.now();
		if (left > 0) await pause(Math.min(wait, left), item.isCancelled);
		if (left <= 0 || item.isCancelled()) return unfinished(item, item.answerIn(reply), seconds);
		wait = Math.min(wait * PAUSE_GROWTH, LONGEST_PAUSE_MS);
		reply = await ask();
	}
	return item.answerIn(reply);
}

/** Returns the last answer of a batch that is not finished, with a warning above the output. */
function unfinished({ context }: AccountItem, answer: Envelope, seconds: number): Envelope {
	context.addExecutionHints({
		message: `After ${seconds} seconds the platform had not finished a batch. The item shows the platform's last answer.`,
		type: 'warning',
		location: 'outputPane',
	});
	return answer;
}

function batchPath({ context, itemIndex, path }: AccountItem): string {
	const uniqueId = String(context.getNodeParameter('uniqueId', itemIndex, '') ?? '').trim();
	if (uniqueId !== '') {
		return `${path}/identification/${pathPart(context.getNode(), 'Batch Number', uniqueId, itemIndex)}`;
	}
	throw new NodeOperationError(context.getNode(), "'Batch Number' is empty", {
		itemIndex,
		description: "Imports give it as 'uniqueId', callbacks as 'unique_id'.",
	});
}

/**
 * Looks up an asynchronous import, and returns the platform's whole answer. Source: GET identification/{unique_id}; the answer is not
 * documented.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async (item) => {
		const options = readOptions(this, item.itemIndex);
		const path = batchPath(item);
		const ask = async () => await item.send({ method: 'GET', path, query: subAccountOf(options) }, 'always');
		if (options.waitSeconds === undefined) return [item.answerIn(await ask()).whole];
		const seconds = numberParameter(
			this.getNode(),
			{ label: 'Wait Up To (Seconds)', value: options.waitSeconds },
			item,
		);
		return [(await waitFor(item, ask, seconds)).whole];
	});
}

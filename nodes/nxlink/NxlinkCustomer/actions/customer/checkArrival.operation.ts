import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import type { Reply } from '../../../../http/reply';
import { replyError } from '../../../../http/replyError';
import { isBlank } from '../../../../http/values';
import { checkSameForAllRows } from '../../../../import/sameForAllRows';
import type { ArrivalSource, ListedPage, ListEnd } from '../../../../platform/arrival/arrivalSource';
import type { PreparedCheck } from '../../../../platform/arrival/runArrivalCheck';
import { arrivalNotice, arrivalOptions, runArrivalCheck } from '../../../../platform/arrival/runArrivalCheck';
import { cursorPages } from '../../../../platform/lists/cursor';
import { rowsOf } from '../../../../platform/lists/pages';
import { optionsCollection } from '../../../../platform/options';
import type { Envelope } from '../../../../platform/platform';
import type { PlatformItem } from '../../../../platform/platformItem';
import { openPlatform } from '../../../../platform/platformItem';
import { writtenTime } from '../../../../rows/dates';
import { cleanPhone } from '../../../../rows/phones';
import { CONTACT_FILTERS, customerQuery, MAX_QUERY_SIZE } from '../../../api/customerQuery';
import type { NxlinkClient } from '../../../platform';
import { nxlinkClient } from '../../../platform';

const contactProperties: INodeProperties[] = [
	{
		displayName: 'Contact Type',
		name: 'contactType',
		type: 'options',
		options: [
			{ name: 'Email (邮箱)', value: 'email' },
			{ name: 'SMS Phone (手机号码)', value: 'sms_phone' },
			{ name: 'Viber Phone', value: 'viber_phone' },
			{ name: 'WhatsApp Phone', value: 'whats_app_phone' },
		],
		default: 'sms_phone',
		description: 'The contact by which customers are looked for. NXLink has no filter for other contacts.',
	},
	{
		displayName: 'Contact',
		name: 'contact',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.sms_phone }}',
		description: 'The contact of each row, as it was imported',
		hint: 'Drag the column with the contact here',
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['checkArrival'] } },
	[arrivalNotice, ...contactProperties, optionsCollection(arrivalOptions)],
);

/** Used as the end of the time span, so that it has no limit. */
const LATEST = '2099-12-31 23:59:59';
/** A look-up requests two rows: a second one shows that the filter was not applied. */
const LOOK_UP_ROWS = 2;

const textOf = (value: unknown): string | undefined =>
	(typeof value === 'string' || typeof value === 'number') && !isBlank(value)
		? String(value).trim()
		: undefined;

class CustomerSource implements ArrivalSource {
	requests = 0;

	constructor(
		private readonly item: PlatformItem<NxlinkClient>,
		private readonly contactType: string,
	) {}

	private async ask(filters: IDataObject, limit: number, after?: string): Promise<Reply<Envelope>> {
		this.requests++;
		return await this.item.ask(customerQuery(this.item.client, { filters, limit, after }));
	}

	/** Reads the list. It has no total, so it cannot prove that a customer is missing; such a customer is looked up individually. */
	async *pages(since: string | undefined): AsyncGenerator<ListedPage, ListEnd, undefined> {
		const filters = since === undefined ? {} : { start_time: since, end_time: LATEST };
		const pages = cursorPages({
			limit: Infinity,
			maxPageSize: MAX_QUERY_SIZE,
			fetchPage: async (limit, cursor) => {
				const reply = await this.ask(filters, limit, cursor?.json);
				return cursor?.mayBeRefused && reply.kind !== 'yes' ? undefined : this.item.answerIn(reply);
			},
			onIncomplete: () => {},
		});
		for await (const rows of pages) {
			if (this.isCancelled()) break;
			yield { rows };
		}
		return { isComplete: false, reason: 'NXLink does not say how many customers its list has' };
	}

	async lookUp(contact: string) {
		const filter = CONTACT_FILTERS[this.contactType] ?? this.contactType;
		const reply = await this.ask({ [filter]: contact }, LOOK_UP_ROWS);
		if (reply.kind === 'yes') return { kind: 'rows' as const, rows: rowsOf(reply.answer.data) };
		if (reply.kind === 'no' && reply.deniesAllCalls) throw replyError(this.item.context.getNode(), reply);
		return { kind: 'failed' as const, reason: reply.message };
	}

	contactOf(row: IDataObject): string | undefined {
		return textOf(row[this.contactType] ?? row[CONTACT_FILTERS[this.contactType] ?? '']);
	}

	factsOf({ id, customer_id: customerId, customerId: camel, created_at: createdAt }: IDataObject) {
		return { id: textOf(id ?? customerId ?? camel), createdAt: textOf(createdAt) };
	}

	isCancelled = (): boolean => this.item.context.getExecutionCancelSignal()?.aborted ?? false;
}

async function prepare(context: IExecuteFunctions): Promise<PreparedCheck> {
	checkSameForAllRows(context, { contactType: 'Contact Type', options: 'Options' });
	const contactType = context.getNodeParameter('contactType', 0) as string;
	if (!Object.hasOwn(CONTACT_FILTERS, contactType)) {
		throw new NodeOperationError(
			context.getNode(),
			`'Contact Type' is '${contactType}', which is not known`,
			{
				description: `Choose one of ${Object.keys(CONTACT_FILTERS).join(', ')}.`,
			},
		);
	}
	const item = await openPlatform(context, nxlinkClient);
	const source = new CustomerSource(item, contactType);
	const isEmail = contactType === 'email';
	const zones = { workflow: context.getTimezone(), platform: item.client.timezone };
	return {
		source,
		contactForm: {
			clean: (contact) => (isEmail ? contact.toLowerCase() : cleanPhone(contact, 'plus')),
			isSearchable: (contact) => (isEmail ? contact.includes('@') : /\d/.test(contact)),
		},
		platformTime: (value) => writtenTime(value, zones),
		requests: () => source.requests,
	};
}

/** Finds out which rows NXLink has as customers, by calls that only read. Source: POST customers/query, 查询客户. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runArrivalCheck(this, 'contact', async () => await prepare(this));
}

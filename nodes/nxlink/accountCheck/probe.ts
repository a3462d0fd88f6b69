import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { No, Unknown } from '../../http/reply';
import type { CallResult } from '../../platform/accountCheck';
import { createCaller, once } from '../../platform/accountCheck';
import type { CursorPage } from '../../platform/lists/cursorPage';
import { readCursorPage } from '../../platform/lists/cursorPage';
import { listIn, recordsIn } from '../../platform/lists/listReply';
import type { Envelope } from '../../platform/platform';
import { customerFieldsCall } from '../api/customerFields';
import type { CustomerQuery } from '../api/customerQuery';
import { customerQuery } from '../api/customerQuery';
import type { NxlinkClient } from '../platform';

/** A page of customers, and the reply that it stood in. */
export interface CustomerPage extends CursorPage {
	envelope: Envelope;
}

/** What the questions about an account ask NXLink by. */
export interface NxlinkProbe {
	/** The fields that customers can have; asked once. */
	fields(): Promise<CallResult>;
	customers(query: CustomerQuery): Promise<CustomerPage | No | Unknown>;
	/** The largest page that the documents allow; asked once. */
	firstPage(): Promise<CustomerPage | No | Unknown>;
	/** How far the clock of this machine was found to be wrong, in milliseconds. */
	clockOffsetMs(): number;
}

export function isPage(result: CustomerPage | No | Unknown): result is CustomerPage {
	return 'rows' in result;
}

export function fieldsIn({ data, whole }: Envelope): IDataObject[] {
	return recordsIn(listIn(data) ?? listIn(whole) ?? []);
}

/** Customers in one page, at most. */
const LARGEST_PAGE = 50;

/** Makes the probe of the credential's team. */
export function nxlinkProbe(context: IExecuteFunctions, client: NxlinkClient): NxlinkProbe {
	const ask = createCaller(context, client);
	const customers: NxlinkProbe['customers'] = async (query) => {
		const { reply } = await ask(customerQuery(client, query));
		return reply.kind === 'yes' ? { ...readCursorPage(reply.answer), envelope: reply.answer } : reply;
	};
	return {
		fields: once(async () => await ask(customerFieldsCall(client))),
		customers,
		firstPage: once(async () => await customers({ limit: LARGEST_PAGE })),
		clockOffsetMs: () => client.clockOffsetMs(),
	};
}

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
import { customerQuery, MAX_QUERY_SIZE } from '../api/customerQuery';
import type { NxlinkClient } from '../platform';

/** A page of customers with the reply that contained it. */
export interface CustomerPage extends CursorPage {
	envelope: Envelope;
}

/** The calls that the questions about an account make. */
export interface NxlinkProbe {
	/** Reads the fields that customers can have. The call is made only once. */
	fields(): Promise<CallResult>;
	/** Reads a page of customers. */
	customers(query: CustomerQuery): Promise<CustomerPage | No | Unknown>;
	/** Reads the first page with the largest documented size. The call is made only once. */
	firstPage(): Promise<CustomerPage | No | Unknown>;
	/** How far this machine's clock is behind NXLink's, in milliseconds; 0 unless NXLink has refused its time. */
	clockOffsetMs(): number;
}

export function isPage(result: CustomerPage | No | Unknown): result is CustomerPage {
	return 'rows' in result;
}

export function fieldsIn({ data, whole }: Envelope): IDataObject[] {
	return recordsIn(listIn(data) ?? listIn(whole) ?? []);
}

/** Creates the probe for the credential's team. */
export function nxlinkProbe(context: IExecuteFunctions, client: NxlinkClient): NxlinkProbe {
	const ask = createCaller(context, client);
	const customers: NxlinkProbe['customers'] = async (query) => {
		const { reply } = await ask(customerQuery(client, query));
		return reply.kind === 'yes' ? { ...readCursorPage(reply.answer), envelope: reply.answer } : reply;
	};
	return {
		fields: once(async () => await ask(customerFieldsCall(client))),
		customers,
		firstPage: once(async () => await customers({ limit: MAX_QUERY_SIZE })),
		clockOffsetMs: () => client.clockOffsetMs(),
	};
}

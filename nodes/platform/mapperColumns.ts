import type { ILoadOptionsFunctions, INode, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import type { Reply } from '../http/reply';
import { replyError } from '../http/replyError';
import type { Field } from '../rows/field';
import { hasCredential, mapperFields } from '../rows/mapperFields';
import { columnsFor } from '../rows/toolColumns';
import type { Envelope } from './platform';

/**
 * The account's own fields as columns of n8n's mapper, out of the reply that lists them.
 * @param fieldsIn reads the fields out of the answer's data
 * @throws NodeApiError when the credential is refused: that must be seen. Anything else leaves the standard columns, which work alone.
 */
export function accountColumns(
	node: INode,
	reply: Reply<Envelope>,
	fieldsIn: (data: unknown) => Field[],
): ResourceMapperField[] {
	if (reply.kind === 'no' && reply.deniesAllCalls) throw replyError(node, reply);
	return reply.kind === 'yes' ? mapperFields(fieldsIn(reply.answer.data)) : [];
}

/** Which columns an import's mapper offers. */
export interface ImportColumns {
	fields: readonly Field[];
	/** How many of the fields are shown at first; the rest waits under "Add column". */
	shown?: number;
	/** Lists the account's own fields. */
	own?(): Promise<ResourceMapperField[]>;
}

/** What the editor's column mapper gets for an import. */
export async function importColumns(
	context: ILoadOptionsFunctions,
	{ fields, shown, own }: ImportColumns,
): Promise<ResourceMapperFields> {
	const custom = own && hasCredential(context) ? await own() : [];
	return { fields: columnsFor(context.getNode(), [...mapperFields(fields, shown), ...custom]) };
}

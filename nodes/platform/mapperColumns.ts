import type { ILoadOptionsFunctions, INode, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import type { Reply } from '../http/reply';
import { replyError } from '../http/replyError';
import type { Field } from '../rows/field';
import { hasCredential, mapperFields } from '../rows/mapperFields';
import { columnsFor } from '../rows/toolColumns';
import type { Envelope } from './platform';

/**
 * Makes columns of n8n's mapper from the reply that lists the account's own fields. When the platform does not answer or refuses this call,
 * there are none: the standard columns work without them.
 * @param fieldsIn reads the fields from the answer's data
 * @throws NodeApiError when the platform refuses the credential, because the user must see that
 */
export function accountColumns(
	node: INode,
	reply: Reply<Envelope>,
	fieldsIn: (data: unknown) => Field[],
): ResourceMapperField[] {
	if (reply.kind === 'no' && reply.deniesAllCalls) throw replyError(node, reply);
	return reply.kind === 'yes' ? mapperFields(fieldsIn(reply.answer.data)) : [];
}

/** The columns that an import's mapper offers. */
export interface ImportColumns {
	fields: readonly Field[];
	/** Number of fields that are shown at first; the user finds the others under "Add column". */
	shown?: number;
	/** Lists the account's own fields. */
	own?(): Promise<ResourceMapperField[]>;
}

/** Lists the columns of an import for the editor's column mapper. */
export async function importColumns(
	context: ILoadOptionsFunctions,
	{ fields, shown, own }: ImportColumns,
): Promise<ResourceMapperFields> {
	const custom = own && hasCredential(context) ? await own() : [];
	return { fields: columnsFor(context.getNode(), [...mapperFields(fields, shown), ...custom]) };
}

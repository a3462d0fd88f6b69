import type { IDataObject } from 'n8n-workflow';

import type { Envelope } from '../../platform/platform';

/**
 * Makes the output item of a call that changed something. The replies of most of these calls are not documented, so the item also has the
 * platform's `message`, and its `data` when that is not empty.
 * @param facts the item's own fields, which say what was changed
 */
export function changeResult({ data, whole }: Envelope, facts: IDataObject): IDataObject {
	const hasData = typeof data === 'object' && data !== null && Object.keys(data).length > 0;
	return {
		...facts,
		...(whole.message !== undefined && { message: whole.message }),
		...(hasData && { data: data as IDataObject }),
	};
}

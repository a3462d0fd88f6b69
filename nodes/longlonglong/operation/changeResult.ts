import type { IDataObject } from 'n8n-workflow';

import type { Envelope } from '../../platform/platform';

/**
 * The item for a call that changed something. What such calls answer with is mostly not documented: the platform's message goes along,
 * and its `data` when there is any.
 * @param facts what was done
 */
export function changeResult({ data, whole }: Envelope, facts: IDataObject): IDataObject {
	const hasData = typeof data === 'object' && data !== null && Object.keys(data).length > 0;
	return {
		...facts,
		...(whole.message !== undefined && { message: whole.message }),
		...(hasData && { data: data as IDataObject }),
	};
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { askAll } from '../../../../platform/accountCheck';
import { runPerItem } from '../../../../platform/platformItem';
import { nxlinkProbe } from '../../../accountCheck/probe';
import { QUESTIONS } from '../../../accountCheck/questions';
import { nxlinkClient } from '../../../platform';

export const description: INodeProperties[] = [];

/** Checks the credential's team once, however many items come in. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, nxlinkClient, async ({ client, itemIndex }) =>
		itemIndex === 0 ? await askAll(QUESTIONS, nxlinkProbe(this, client)) : [],
	);
}

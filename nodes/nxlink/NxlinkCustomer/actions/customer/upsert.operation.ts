import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import type { PlatformImport } from '../../../../platform/platformImport';
import { importProperties, runPlatformImport } from '../../../../platform/platformImport';
import { checkByCall } from '../../../../platform/targetCheck';
import type { Fault, Row } from '../../../../rows/field';
import { customerFieldsCall } from '../../../api/customerFields';
import { customColumns, customField, foldCustomFields } from '../../../api/customFields';
import { CONTACT_FIELDS, CUSTOMER_FIELDS, MAX_BATCH_SIZE } from '../../../fields';
import type { NxlinkClient } from '../../../platform';
import { nxlinkClient } from '../../../platform';
import { batchCreateOutcomes } from './batchCreateReply';

/** `whenExists` → the `type` of batch_create. */
const TYPE_OF: Record<string, number> = { replace: 0, merge: 1, keep: 2 };

function clockRemark(offsetMs: number): string[] {
	if (offsetMs === 0) return [];
	const seconds = Math.round(Math.abs(offsetMs) / 1000);
	const direction = offsetMs > 0 ? 'behind' : 'ahead of';
	return [
		`The clock of this n8n is ${seconds} s ${direction} NXLink's. Requests were signed with NXLink's time. Set this machine's clock.`,
	];
}

function contactFault(row: Row): Fault[] {
	if (CONTACT_FIELDS.some((id) => row[id] !== undefined)) return [];
	return [
		{
			reason: `At least one contact is required (${CONTACT_FIELDS.join(', ')}), but this row has none`,
			reasonCode: 'noContact',
		},
	];
}

/** Reads the `type` of batch_create, which says what NXLink does with a customer that it already has. */
function typeOf(context: IExecuteFunctions): number {
	const whenExists = context.getNodeParameter('whenExists', 0) as string;
	const type = TYPE_OF[whenExists];
	if (type !== undefined) return type;
	const known = Object.keys(TYPE_OF).join(', ');
	throw new NodeOperationError(
		context.getNode(),
		`'When Customer Exists' must be one of ${known}, not ${JSON.stringify(whenExists)}`,
		{ description: "Choose one of the list, or change the expression of 'When Customer Exists'." },
	);
}

const IMPORT: PlatformImport<NxlinkClient> = {
	connect: nxlinkClient,
	fields: CUSTOMER_FIELDS,
	customFields: customField,
	limits: { maxBatchSize: MAX_BATCH_SIZE, skipDuplicates: false, phonePrefix: 'plus' },
	duplicateFields: CONTACT_FIELDS,
	sameForAllRows: { whenExists: 'When Customer Exists' },
	open: (context, client, { strictBinding }) => ({
		path: '/cdp/openapi/customers/batch_create',
		head: {
			type: typeOf(context),
			tenant_id: BigInt(client.tenantId),
			app_key: client.appKey,
			...(strictBinding !== undefined && { strict_binding: strictBinding === true }),
		},
		list: 'customers',
		listCustomFields: async () => await customColumns(context.getNode(), client),
		toWire: foldCustomFields,
		checkRow: contactFault,
		readOutcomes: ({ whole }, rows) => batchCreateOutcomes(whole, rows.length),
		checkTarget: async () =>
			await checkByCall('The credential', async () => await client.call(customerFieldsCall(client, true))),
		remarks: () => clockRemark(client.clockOffsetMs()),
	}),
};

const STRICT_BINDING: INodeProperties = {
	displayName: 'Strict Binding',
	name: 'strictBinding',
	type: 'boolean',
	default: false,
	description:
		'Whether each customer is bound to one seat (strict_binding). If on, only a row with an unknown seat user fails; if off, NXLink refuses the whole request, and finding the bad row takes more requests.',
};

const properties: INodeProperties[] = [
	{
		displayName: 'When Customer Exists',
		name: 'whenExists',
		type: 'options',
		options: [
			{ name: 'Keep Old Data', value: 'keep', description: 'Leave the customer as it is (type 2)' },
			{ name: 'Merge', value: 'merge', description: 'Update and add on top of the old data (type 1)' },
			{ name: 'Replace', value: 'replace', description: 'Discard the old data and use the new (type 0)' },
		],
		default: 'merge',
		description: 'What NXLink does with a row whose customer it already has',
	},
	...importProperties(IMPORT, {
		columnsMethod: 'getCustomerColumns',
		notice:
			'Each row needs a full name and at least one contact: a WhatsApp, SMS or Viber phone with its country code (8613800138000), email, Messenger, Instagram, LINE or Zalo.',
		options: [STRICT_BINDING],
	}),
];

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['upsert'] } },
	properties,
);

/** Creates or updates customers in batches. Source: POST customers/batch_create. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPlatformImport(this, IMPORT);
}

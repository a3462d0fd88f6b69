import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { replyError } from '../../../../http/replyError';
import { checkOnlyProperty } from '../../../../import/checkOnly';
import type { ImportJob } from '../../../../import/importJob';
import { importNotice, importOptions, readImportOptions } from '../../../../import/importOptions';
import type { PreparedImport } from '../../../../import/runImport';
import { runImport } from '../../../../import/runImport';
import { checkSameForAllRows } from '../../../../import/sameForAllRows';
import { readOptions } from '../../../../platform/readOptions';
import { cleanOutcomes } from '../../../../platform/rowReplies';
import { rowReader } from '../../../../rows/columnMapping';
import type { Fault, Row } from '../../../../rows/field';
import { columnsProperty } from '../../../../rows/mapperFields';
import { cleanPhones } from '../../../../rows/phones';
import { rowFaults } from '../../../../rows/rowChecks';
import type { Envelope } from '../../../api/client';
import { nxlinkClient } from '../../../api/client';
import { customerFieldsCall } from '../../../api/customerFields';
import { customField, foldCustomFields } from '../../../api/customFields';
import { CONTACT_FIELDS, CUSTOMER_FIELDS, MAX_BATCH_SIZE } from '../../../fields';
import { batchCreateOutcomes } from './batchCreateReply';

const LIMITS = { maxBatchSize: MAX_BATCH_SIZE, skipDuplicates: false, phonePrefix: 'plus' } as const;
const PATH = '/saas/cdp/openapi/customers/batch_create';
/** `whenExists` → the platform's `type`. */
const TYPE_OF: Record<string, number> = { replace: 0, merge: 1, keep: 2 };

const STRICT_BINDING: INodeProperties = {
	displayName: 'Strict Binding',
	name: 'strictBinding',
	type: 'boolean',
	default: false,
	description:
		'Whether each customer is bound to one seat (strict_binding). If on, a row with an unknown seat user fails alone; if off, NXLink refuses its whole request, which takes more requests to narrow down.',
};

const properties: INodeProperties[] = [
	{
		displayName: 'When Customer Exists',
		name: 'whenExists',
		type: 'options',
		options: [
			{ name: 'Keep Old Data', value: 'keep', description: 'Leave the customer as it is (type 2)' },
			{ name: 'Merge', value: 'merge', description: 'Update and add on top of the old data (type 1)' },
			{ name: 'Replace', value: 'replace', description: 'Give up the old data for the new (type 0)' },
		],
		default: 'merge',
		description: 'What NXLink does with a row whose customer it already has',
	},
	importNotice(
		'Each row needs a full name and at least one contact: a WhatsApp, SMS or Viber phone with its country code (8613800138000), email, Messenger, Instagram, LINE or Zalo.',
	),
	columnsProperty('getCustomerColumns'),
	checkOnlyProperty,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...importOptions(LIMITS), STRICT_BINDING].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['upsert'] } },
	properties,
);

function clockRemark(offsetMs: number): string[] {
	if (offsetMs === 0) return [];
	const seconds = Math.round(Math.abs(offsetMs) / 1000);
	const direction = offsetMs > 0 ? 'behind' : 'ahead of';
	return [
		`The clock of this n8n is ${seconds} s ${direction} NXLink's. Requests were signed with NXLink's time; set the clock.`,
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

/** What NXLink does with customers it has: the platform's `type`. */
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

async function prepare(context: IExecuteFunctions): Promise<PreparedImport<Envelope>> {
	const items = context.getInputData();
	const given = readOptions(context, 0);
	const options = readImportOptions(context, given, LIMITS);
	const { strictBinding } = given;
	const type = typeOf(context);
	checkSameForAllRows(context, { whenExists: 'When Customer Exists', options: 'Options' });
	const client = await nxlinkClient(context);
	const reader = rowReader(context, { standard: CUSTOMER_FIELDS, custom: customField }, client.timezone);

	const head =
		`{"type":${type},"tenant_id":${client.tenantId},"app_key":${JSON.stringify(client.appKey)}` +
		(strictBinding === undefined ? '' : `,"strict_binding":${strictBinding === true}`);

	const job: ImportJob<Envelope> = {
		itemCount: items.length,
		read: (itemIndex) => {
			const { row, faults } = reader.read(items[itemIndex]?.json, itemIndex);
			if (options.cleanPhones) cleanPhones(CUSTOMER_FIELDS, row, LIMITS.phonePrefix);
			const checked = faults.length > 0 ? faults : [...rowFaults(reader.fields, row), ...contactFault(row)];
			return { row: foldCustomFields(row), faults: checked };
		},
		duplicateKeys: (row) =>
			options.skipDuplicates
				? CONTACT_FIELDS.filter((id) => row[id] !== undefined).map((id) => [id, String(row[id])])
				: [],
		encode: (rows) => `${head},"customers":${JSON.stringify(rows)}}`,
		send: async (body) => await client.call({ method: 'POST', path: PATH, body, timeout: options.timeout }),
		account: ({ whole }, rows) => cleanOutcomes(batchCreateOutcomes(whole, rows.length), client.cleaner),
	};
	return {
		job,
		options,
		toError: (refusal) => replyError(context.getNode(), refusal),
		checkTarget: async () => {
			const reply = await client.call(customerFieldsCall(client, true));
			if (reply.kind === 'yes') return { warnings: [] };
			if (reply.kind === 'no' && !reply.retryable) return { refusal: reply, warnings: [] };
			return { warnings: [`NXLink could not be asked whether it takes customers: ${reply.message}`] };
		},
		remarks: () => [...reader.remarks(), ...clockRemark(client.clockOffsetMs())],
	};
}

/** Creates or updates customers in batches. Source: POST customers/batch_create. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runImport(this, async () => await prepare(this));
}

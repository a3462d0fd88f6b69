import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { replyError } from '../../http/replyError';
import { importOptions, readImportOptions } from '../../import/importOptions';
import type { Outcome } from '../../import/outcome';
import type { PreparedImport } from '../../import/runImport';
import { checkSameForAllRows } from '../../import/sameForAllRows';
import { pathPart } from '../../platform/pathPart';
import { readOptions } from '../../platform/readOptions';
import { cleanOutcomes } from '../../platform/rowReplies';
import { rowReader } from '../../rows/columnMapping';
import type { Field, Row } from '../../rows/field';
import { cleanPhones } from '../../rows/phones';
import { rowFaults } from '../../rows/rowChecks';
import { userIdOf } from '../api/account';
import type { Envelope } from '../api/client';
import { longlonglongClient } from '../api/client';
import { componentField, componentIdOf } from '../api/components';
import { checkTarget } from './taskReadiness';
import { wireFaults } from './wireFaults';
import { componentsGiven, wireRow } from './wireRow';

/** In what the three imports of this platform differ. */
export interface LonglonglongImport {
	fields: readonly Field[];
	maxBatchSize: number;
	/** The call task that takes the rows; without one, the account does. */
	taskId?: string;
	/** The call's path below `/user/{user_id}`, or below `/user/{user_id}/task/{task_id}`. */
	path: string;
	/** Fields of the request itself, beside `data`. */
	head(options: IDataObject): IDataObject;
	/** Whether a refused request may be sent again in halves. Without this function it may. */
	maySplit?(options: IDataObject): boolean;
	/** Whether `encryption` is also written into each row. */
	encryptionInRows?: boolean;
	account(answer: Envelope, rows: Row[]): Outcome[];
}

/** What the shared options mean on this platform. */
const SHARED = { skipDuplicates: true, phonePrefix: 'chinese' } as const;

const ENCRYPTION: INodeProperties = {
	displayName: 'Encryption',
	name: 'encryption',
	type: 'boolean',
	default: false,
	description:
		'Whether phones and companies are given encrypted (接口加密). The platform must have switched API encryption on for you; the values are passed on as they are.',
};

const SUB_ACCOUNT: INodeProperties = {
	displayName: 'Sub-Account ID',
	name: 'subUserId',
	type: 'string',
	default: '',
	description: 'Import for this sub-account (子账户), unless a row names another',
};

/** The shared options with those of this platform, in the order of the alphabet. */
export function optionsProperty(maxBatchSize: number, own: INodeProperties[] = []): INodeProperties {
	const options = [...importOptions({ maxBatchSize, ...SHARED }), ENCRYPTION, SUB_ACCOUNT, ...own];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

function textOption(value: unknown): string | undefined {
	const text = String(value ?? '').trim();
	return text === '' ? undefined : text;
}

/** A custom field that the pool demands may also come in 'Custom Fields as JSON'; what does not go into the pool needs none. */
function fieldsToCheck(fields: readonly Field[], row: Row, ignoresPool: boolean): readonly Field[] {
	if (ignoresPool) return fields.filter(({ id }) => componentIdOf(id) === undefined);
	if (row.components === undefined) return fields;
	const given = new Set(componentsGiven(row).map(({ id }) => String(id)));
	return fields.filter(({ id }) => !given.has(componentIdOf(id) ?? ''));
}

/** What is encrypted is text: it is neither cleaned nor looked at. */
function withEncryptedPhones(fields: readonly Field[]): readonly Field[] {
	return fields.map((field) => (field.type === 'phone' ? { ...field, type: 'text' } : field));
}

/** Makes an import of this platform ready to run from the node's parameters. */
export async function prepareImport(
	context: IExecuteFunctions,
	target: LonglonglongImport,
): Promise<PreparedImport<Envelope>> {
	const items = context.getInputData();
	const options = readOptions(context, 0);
	const shared = readImportOptions(context, options, { ...target, ...SHARED });
	if (target.maySplit?.(options) === false) shared.splitRefused = false;
	checkSameForAllRows(context, { taskId: 'Task', userId: 'User ID', options: 'Options' });
	const client = await longlonglongClient(context);
	const { taskId } = target;
	const userId = userIdOf(context, client, 0);
	const place = taskId === undefined ? '' : `/task/${pathPart(context.getNode(), 'Task', taskId, 0)}`;
	const account = `/user/${pathPart(context.getNode(), 'User ID', userId, 0)}`;
	const path = `${account}${place}${target.path}`;
	const encrypted = options.encryption === true;
	const standard = encrypted ? withEncryptedPhones(target.fields) : target.fields;
	const reader = rowReader(context, { standard, custom: componentField }, client.timezone);

	const subUserId = textOption(options.subUserId);
	const extras = { subUserId, ...(encrypted && target.encryptionInRows && { encryption: true }) };
	const ownHead = target.head(options);
	const ignoresPool = ownHead.ignore_crm === true;
	const head = JSON.stringify({
		...ownHead,
		...(options.encryption !== undefined && { encryption: encrypted }),
		...(subUserId !== undefined && { sub_user_id: subUserId }),
	});
	const start = head === '{}' ? '{' : `${head.slice(0, -1)},`;

	return {
		options: shared,
		toError: (refusal) => replyError(context.getNode(), refusal),
		remarks: reader.remarks,
		checkTarget: async () =>
			await checkTarget(client, {
				userPath: account,
				query: subUserId === undefined ? {} : { sub_user_id: subUserId },
				...(taskId !== undefined && { taskId, taskPath: place }),
			}),
		target: { ...(taskId !== undefined && { taskId }), userId },
		job: {
			itemCount: items.length,
			read: (itemIndex) => {
				const { row, faults } = reader.read(items[itemIndex]?.json, itemIndex);
				if (shared.cleanPhones) cleanPhones(standard, row, SHARED.phonePrefix);
				if (faults.length > 0) return { row: wireRow(row, extras), faults };
				const limits = rowFaults(fieldsToCheck(reader.fields, row, ignoresPool), row);
				const wire = wireRow(row, extras);
				return { row: wire, faults: [...limits, ...wireFaults(wire, { encrypted, ignoresPool })] };
			},
			duplicateKeys: (row) => (shared.skipDuplicates ? [['phone', String(row.phone)]] : []),
			encode: (rows) => `${start}"data":${JSON.stringify(rows)}}`,
			send: async (body) => await client.call({ method: 'POST', path, body, timeout: shared.timeout }),
			account: (answer, rows) => cleanOutcomes(target.account(answer, rows), client.cleaner),
		},
	};
}

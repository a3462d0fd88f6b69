import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../import/outcome';
import { pathPart } from '../../platform/pathPart';
import type { Envelope } from '../../platform/platform';
import type { PlatformImport } from '../../platform/platformImport';
import type { Field, Row } from '../../rows/field';
import { userIdOf } from '../api/account';
import { componentColumns, componentField, componentIdOf } from '../api/components';
import { taskIdOf } from '../panel/task';
import type { LonglonglongClient } from '../platform';
import { longlonglongClient } from '../platform';
import { checkTarget } from './taskReadiness';
import { wireFaults } from './wireFaults';
import { componentsGiven, wireRow } from './wireRow';

/** How the three imports of this platform differ. */
export interface LonglonglongImport {
	fields: readonly Field[];
	maxBatchSize: number;
	/** Whether the rows go into a call task; otherwise they go into the public pool of the account. */
	intoTask?: boolean;
	/** The call's path below `/user/{user_id}`, or below `/user/{user_id}/task/{task_id}`. */
	path: string;
	/** The members of the request beside `data`. */
	head?(options: IDataObject): IDataObject;
	/** Whether `encryption` is also written into each row. */
	encryptionInRows?: boolean;
	/** Whether a refused request is not sent again in halves, because the options ask for a refusal as a whole. */
	keepsTogether?(options: IDataObject): boolean;
	/** One outcome for each row of a request that was accepted, in their order. */
	readOutcomes(answer: Envelope, rows: Row[]): Outcome[];
}

/** Options that only the imports of this platform have. */
export const LONGLONGLONG_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Encryption',
		name: 'encryption',
		type: 'boolean',
		default: false,
		description:
			'Whether the phones and companies of the rows are encrypted already (接口加密). The platform must have enabled API encryption for you. The node sends the values unchanged.',
	},
	{
		displayName: 'Sub-Account ID',
		name: 'subUserId',
		type: 'string',
		default: '',
		description: 'Import for this sub-account (子账户), unless a row names another',
	},
];

function textOption(value: unknown): string | undefined {
	const text = String(value ?? '').trim();
	return text === '' ? undefined : text;
}

/**
 * The fields that a row is checked against. A required custom field may also be in 'Custom Fields as JSON', and rows that do not go into
 * the pool need no custom fields.
 */
function fieldsToCheck(fields: readonly Field[], row: Row, ignoresPool: boolean): readonly Field[] {
	if (ignoresPool) return fields.filter(({ id }) => componentIdOf(id) === undefined);
	if (row.components === undefined) return fields;
	const given = new Set(componentsGiven(row).map(({ id }) => String(id)));
	return fields.filter(({ id }) => !given.has(componentIdOf(id) ?? ''));
}

/** Turns phone fields into text fields, so that encrypted phones are neither cleaned nor checked. */
function withEncryptedPhones(fields: readonly Field[]): readonly Field[] {
	return fields.map((field) => (field.type === 'phone' ? { ...field, type: 'text' } : field));
}

/** Makes the definition of one of the platform's imports. */
export function longlonglongImport(own: LonglonglongImport): PlatformImport<LonglonglongClient> {
	return {
		connect: longlonglongClient,
		fields: own.fields,
		customFields: componentField,
		limits: { maxBatchSize: own.maxBatchSize, skipDuplicates: true, phonePrefix: 'chinese' },
		duplicateFields: ['phone'],
		sameForAllRows: { taskId: 'Task', userId: 'User ID' },
		open: (context, client, options) => {
			const node = context.getNode();
			const userId = userIdOf(context, client, 0);
			const taskId = own.intoTask ? taskIdOf(context, 0) : undefined;
			const task = taskId === undefined ? '' : `/task/${pathPart(node, 'Task', taskId, 0)}`;
			const encrypted = options.encryption === true;
			const subUserId = textOption(options.subUserId);
			const extras = { subUserId, ...(encrypted && own.encryptionInRows && { encryption: true }) };
			const head = own.head?.(options) ?? {};
			const ignoresPool = head.ignore_crm === true;
			const account = `/user/${pathPart(node, 'User ID', userId, 0)}`;
			return {
				path: `${account}${task}${own.path}`,
				head: {
					...head,
					...(options.encryption !== undefined && { encryption: encrypted }),
					...(subUserId !== undefined && { sub_user_id: subUserId }),
				},
				list: 'data',
				fields: encrypted ? withEncryptedPhones(own.fields) : own.fields,
				listCustomFields: async () => await componentColumns(node, client, account),
				fieldsToCheck: (fields, row) => fieldsToCheck(fields, row, ignoresPool),
				toWire: (row) => wireRow(row, extras),
				checkRow: (wire) => wireFaults(wire, { encrypted, ignoresPool }),
				readOutcomes: own.readOutcomes,
				checkTarget: async () =>
					await checkTarget(client, {
						userPath: account,
						query: subUserId === undefined ? {} : { sub_user_id: subUserId },
						...(taskId !== undefined && { taskId, taskPath: task }),
					}),
				keepsTogether: own.keepsTogether?.(options),
				target: { ...(taskId !== undefined && { taskId }), userId },
			};
		},
	};
}

import type { IDataObject } from 'n8n-workflow';

import type { No, Unknown } from '../../http/reply';
import { isRecord } from '../../http/values';
import type { Finding, Question } from '../../platform/accountCheck';
import {
	attention,
	compareClocks,
	countOf,
	fieldNames,
	ok,
	describeRefusal,
	unknown,
} from '../../platform/accountCheck';
import type { Cursor } from '../../platform/lists/cursorPage';
import { rowKey } from '../../platform/lists/cursorPage';
import { CONTACT_FILTERS, MAX_QUERY_SIZE } from '../api/customerQuery';
import { fieldTypeName } from '../codes/codeNames';
import type { CustomerPage, NxlinkProbe } from './probe';
import { fieldsIn, isPage } from './probe';

type NxlinkQuestion = Question<NxlinkProbe>;

const CHECK_TENANT = "Check 'Tenant ID' and 'App Key' of the credential.";

/** Whether NXLink refused the call with a code of its own, so that the no does not come from the HTTP status alone. */
function isRefused({ kind, code, httpStatus }: No | Unknown): boolean {
	return kind === 'no' && httpStatus !== undefined && code !== String(httpStatus);
}

/** Describes a refusal. NXLink documents no code for a wrong team, so an unknown code gets the advice to check the team. */
function describeTeamRefusal(reply: No | Unknown): Finding {
	const isAboutTheTeam = isRefused(reply) && reply.advice === undefined;
	return { ...describeRefusal(reply), ...(isAboutTheTeam && { setting: CHECK_TENANT }) };
}

/** Codes that report a wrong signature. */
const ABOUT_THE_SIGNATURE = new Set(['1001', '1003', '1004']);
const NO_PERMISSION = '1005';

const signatureQuestion: NxlinkQuestion = {
	question: 'Does NXLink take the signature?',
	ask: async ({ fields, clockOffsetMs }) => {
		const { reply } = await fields();
		if (reply.kind === 'yes') {
			const isClockWrong = clockOffsetMs() !== 0;
			return ok(`NXLink takes it${isClockWrong ? ", but not with this machine's own time" : ''}.`);
		}
		if (!isRefused(reply) || ABOUT_THE_SIGNATURE.has(reply.code)) return describeTeamRefusal(reply);
		// It is not known whether NXLink checks the permission before the signature.
		if (reply.code === NO_PERMISSION) return { ...describeTeamRefusal(reply), answer: 'unknown' };
		return ok(
			`NXLink takes it, and refuses the call for another reason. ${describeTeamRefusal(reply).detail}`,
		);
	},
};

const clockQuestion: NxlinkQuestion = {
	question: 'Do the clocks of this n8n and of NXLink agree?',
	ask: async ({ fields }) => {
		const asked = await fields();
		return asked.answer || asked.reply.kind === 'yes'
			? compareClocks(asked)
			: describeTeamRefusal(asked.reply);
	},
};

const rightQuestion: NxlinkQuestion = {
	question: 'Has the access key the right to customer data (CDP)?',
	ask: async ({ firstPage }) => {
		const page = await firstPage();
		return isPage(page) ? ok('NXLink shows customers to it.') : describeTeamRefusal(page);
	},
};

const fieldsQuestion: NxlinkQuestion = {
	question: 'Which fields do customers have?',
	ask: async ({ fields }) => {
		const { reply } = await fields();
		if (reply.kind !== 'yes') return describeTeamRefusal(reply);
		const all = fieldsIn(reply.answer);
		if (all.length === 0) {
			return attention('NXLink names no field.', CHECK_TENANT);
		}
		const custom = all.filter(({ is_preset: preset }) => preset !== true);
		const kinds = custom.map(({ field_type: type }) => fieldTypeName(type));
		const counts = [...new Set(kinds)].map((kind) => `${kinds.filter((one) => one === kind).length} ${kind}`);
		const required = all.filter(({ required: wanted }) => wanted === true).length;
		const detail = `${countOf(all.length - custom.length, 'field')} of the system, ${custom.length} of the team${counts.length > 0 ? ` (${counts.join(', ')})` : ''}. ${required} of all are required.`;
		return kinds.includes('unknown')
			? attention(
					detail,
					'Values of a field of unknown type are sent as they are: import one row and look at it.',
				)
			: ok(detail);
	},
};

/** The field names of a reply, without those of the envelope. */
function replyNames({ data, whole }: CustomerPage['envelope']): string {
	const besideData = Object.keys(whole).filter(
		(name) => !['code', 'message', 'msg', 'traceId', 'data'].includes(name),
	);
	const places = [
		isRecord(data) ? `data: ${fieldNames(data)}` : Array.isArray(data) ? 'data is the list' : 'data is empty',
		isRecord(data) && isRecord(data.paging) ? `paging: ${fieldNames(data.paging)}` : '',
		isRecord(whole.paging) ? `paging: ${fieldNames(whole.paging)}` : '',
		besideData.length > 0
			? `beside data: ${fieldNames(Object.fromEntries(besideData.map((name) => [name, 0])))}`
			: '',
	];
	return places.filter(Boolean).join('; ');
}

const LISTS_MAY_END =
	"Customer: Get Many shows a warning when it cannot go on; narrow it with 'Start Time' and 'End Time'.";

/** Reads a page with one customer, and tries its possible cursors until one of them leads to another customer. */
const pagingQuestion: NxlinkQuestion = {
	question: 'What are the paging fields of the list of customers called?',
	ask: async ({ firstPage, customers }) => {
		const [all, first] = [await firstPage(), await customers({ limit: 1 })];
		if (!isPage(all)) return describeTeamRefusal(all);
		if (!isPage(first)) return describeTeamRefusal(first);
		const names = replyNames(first.envelope);
		const [only] = first.rows;
		if (!only || all.rows.length < 2) {
			return unknown(`There are too few customers to see how the list goes on (${names}).`);
		}
		for (const cursor of first.nextCursors) {
			const next = await customers({ limit: 1, after: cursor.json });
			if (isPage(next) && next.rows.some((row) => rowKey(row) !== rowKey(only)))
				return cursorFinding(cursor, names);
		}
		return attention(`Nothing in the reply leads to the next page (${names}).`, LISTS_MAY_END);
	},
};

function cursorFinding({ json, kind, name }: Cursor, names: string): Finding {
	const what = json.startsWith('"') ? 'a text' : 'a number';
	const place = kind === 'row' ? `The customer's '${name}'` : `'${name}'`;
	const detail = `${place}, ${what}, leads to the next page (${names}).`;
	return kind === 'guess'
		? attention(detail, 'Compare the rows of Get Many with what NXLink shows.')
		: ok(detail);
}

const pageSizeQuestion: NxlinkQuestion = {
	question: 'How many customers does the largest page have?',
	ask: async ({ firstPage, customers }) => {
		const page = await firstPage();
		if (!isPage(page)) return describeTeamRefusal(page);
		const { rows, nextCursors, unreadableReason } = page;
		if (unreadableReason !== undefined)
			return attention('The reply has no list that this node could read.', LISTS_MAY_END);
		const seen = `${countOf(rows.length, 'customer')} came when ${MAX_QUERY_SIZE} were asked for`;
		if (rows.length >= MAX_QUERY_SIZE) return ok(`${seen}.`);
		const known = new Set(rows.map(rowKey));
		for (const { json } of nextCursors) {
			const next = await customers({ limit: MAX_QUERY_SIZE, after: json });
			if (isPage(next) && next.rows.some((row) => !known.has(rowKey(row)))) {
				return ok(
					`${seen}, and more on the next page: pages are smaller than documented, which the node follows.`,
				);
			}
		}
		return unknown(`${seen}; there seem to be no more.`);
	},
};

/** A filter of customers/query with a value that some of the listed customers have, and not all of them. */
interface SelectiveFilter {
	/** Name of the contact in a customer. */
	field: string;
	/** Name of its filter in the query. */
	filter: string;
	value: string;
}

function selectiveFilter(rows: IDataObject[]): SelectiveFilter | undefined {
	return Object.entries(CONTACT_FILTERS).flatMap(([field, filter]) => {
		const values = rows.map((row) => String(row[field] ?? ''));
		const value = values.find((text) => text !== '' && !text.includes('*'));
		return value === undefined || values.every((text) => text === value) ? [] : [{ field, filter, value }];
	})[0];
}

const filterQuestion: NxlinkQuestion = {
	question: 'Is a filter of the list of customers applied?',
	ask: async ({ firstPage, customers }) => {
		const all = await firstPage();
		if (!isPage(all)) return describeTeamRefusal(all);
		const selective = selectiveFilter(all.rows);
		if (!selective) return unknown('There are no two customers with different contacts.');
		const { field, filter, value } = selective;
		const found = await customers({ limit: MAX_QUERY_SIZE, filters: { [filter]: value } });
		if (!isPage(found)) return describeTeamRefusal(found);
		if (found.rows.length === 0)
			return unknown(`Filtered by ${filter}, nobody was found, although a customer has that value.`);
		return found.rows.every((row) => row[field] === value)
			? ok(`Filtered by ${filter}, only the customer with that value came.`)
			: attention(
					`Filtered by ${filter}, others came too.`,
					"Do not rely on 'Filters' of Get Many: filter the items in the workflow.",
				);
	},
};

/** The questions about an account, in the order of the output items. */
export const QUESTIONS: readonly NxlinkQuestion[] = [
	signatureQuestion,
	clockQuestion,
	rightQuestion,
	fieldsQuestion,
	pagingQuestion,
	pageSizeQuestion,
	filterQuestion,
];

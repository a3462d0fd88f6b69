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
	describeRefusal as platformRefusal,
	unknown,
} from '../../platform/accountCheck';
import type { Cursor } from '../../platform/lists/cursorPage';
import { rowKey } from '../../platform/lists/cursorPage';
import { fieldTypeName } from '../codes/codeNames';
import type { CustomerPage, NxlinkProbe } from './probe';
import { fieldsIn, isPage } from './probe';

type NxlinkQuestion = Question<NxlinkProbe>;

const CHECK_TENANT = "Check 'Tenant ID' and 'App Key' of the credential.";

/** Whether NXLink itself said no, with a code of its own. */
function isRefused({ kind, code, httpStatus }: No | Unknown): boolean {
	return kind === 'no' && httpStatus !== undefined && code !== String(httpStatus);
}

/** A refusal as {@link platformRefusal} describes it. A code that nobody knows is most likely about the team. */
function describeRefusal(reply: No | Unknown): Finding {
	const isAboutTheTeam = isRefused(reply) && reply.advice === undefined;
	return { ...platformRefusal(reply), ...(isAboutTheTeam && { setting: CHECK_TENANT }) };
}

/** Codes that speak of the signature. */
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
		if (!isRefused(reply) || ABOUT_THE_SIGNATURE.has(reply.code)) return describeRefusal(reply);
		// Which of the two NXLink looks at first is not known.
		if (reply.code === NO_PERMISSION) return { ...describeRefusal(reply), answer: 'unknown' };
		return ok(`NXLink takes it, and refuses the call for another reason. ${describeRefusal(reply).detail}`);
	},
};

const clockQuestion: NxlinkQuestion = {
	question: 'Do the clocks of this n8n and of NXLink agree?',
	ask: async ({ fields }) => {
		const asked = await fields();
		return asked.answer || asked.reply.kind === 'yes' ? compareClocks(asked) : describeRefusal(asked.reply);
	},
};

const rightQuestion: NxlinkQuestion = {
	question: 'Has the access key the right to customer data (CDP)?',
	ask: async ({ firstPage }) => {
		const page = await firstPage();
		return isPage(page) ? ok('NXLink shows customers to it.') : describeRefusal(page);
	},
};

const fieldsQuestion: NxlinkQuestion = {
	question: 'Which fields do customers have?',
	ask: async ({ fields }) => {
		const { reply } = await fields();
		if (reply.kind !== 'yes') return describeRefusal(reply);
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

/** The names in a reply, without those of the envelope. */
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

/** Follows the ways on behind one customer until one leads to another. */
const pagingQuestion: NxlinkQuestion = {
	question: 'What are the paging fields of the list of customers called?',
	ask: async ({ firstPage, customers }) => {
		const [all, first] = [await firstPage(), await customers({ limit: 1 })];
		if (!isPage(all)) return describeRefusal(all);
		if (!isPage(first)) return describeRefusal(first);
		const names = replyNames(first.envelope);
		const [only] = first.rows;
		if (!only || all.rows.length < 2) {
			return unknown(`There are too few customers to see how the list goes on (${names}).`);
		}
		for (const way of first.ways) {
			const next = await customers({ limit: 1, after: way.json });
			if (isPage(next) && next.rows.some((row) => rowKey(row) !== rowKey(only)))
				return wayFinding(way, names);
		}
		return attention(`Nothing in the reply leads to the next page (${names}).`, LISTS_MAY_END);
	},
};

function wayFinding({ json, kind, name }: Cursor, names: string): Finding {
	const what = json.startsWith('"') ? 'a text' : 'a number';
	const place = kind === 'row' ? `The customer's '${name}'` : `'${name}'`;
	const detail = `${place}, ${what}, leads to the next page (${names}).`;
	return kind === 'guess'
		? attention(detail, 'Compare the rows of Get Many with what NXLink shows.')
		: ok(detail);
}

const LARGEST_PAGE = 50;

const pageSizeQuestion: NxlinkQuestion = {
	question: 'How many customers does the largest page have?',
	ask: async ({ firstPage, customers }) => {
		const page = await firstPage();
		if (!isPage(page)) return describeRefusal(page);
		const { rows, ways, unreadable } = page;
		if (unreadable !== undefined) return attention('The list in the reply could not be told.', LISTS_MAY_END);
		const seen = `${countOf(rows.length, 'customer')} came when ${LARGEST_PAGE} were asked for`;
		if (rows.length >= LARGEST_PAGE) return ok(`${seen}.`);
		const known = new Set(rows.map(rowKey));
		for (const { json } of ways) {
			const next = await customers({ limit: LARGEST_PAGE, after: json });
			if (isPage(next) && next.rows.some((row) => !known.has(rowKey(row)))) {
				return ok(
					`${seen}, and more on the next page: pages are smaller than documented, which the node follows.`,
				);
			}
		}
		return unknown(`${seen}; there seem to be no more.`);
	},
};

/** Fields of a customer → the filter of customers/query for them. `whatsApp_phone` is spelt so there, and only there. */
const CONTACT_FILTERS: Record<string, string> = {
	whats_app_phone: 'whatsApp_phone',
	sms_phone: 'sms_phone',
	email: 'email',
	viber_phone: 'viber_phone',
};

interface TellingFilter {
	field: string;
	filter: string;
	value: string;
}

/** A filter that fits some of the customers and not all of them. */
function tellingFilter(rows: IDataObject[]): TellingFilter | undefined {
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
		if (!isPage(all)) return describeRefusal(all);
		const telling = tellingFilter(all.rows);
		if (!telling) return unknown('There are no two customers whose contacts could be told apart.');
		const { field, filter, value } = telling;
		const found = await customers({ limit: LARGEST_PAGE, filters: { [filter]: value } });
		if (!isPage(found)) return describeRefusal(found);
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

/** What is asked about an account, in the order of the items. */
export const QUESTIONS: readonly NxlinkQuestion[] = [
	signatureQuestion,
	clockQuestion,
	rightQuestion,
	fieldsQuestion,
	pagingQuestion,
	pageSizeQuestion,
	filterQuestion,
];

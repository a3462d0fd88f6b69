import { parseJson } from '../../http/json';
import { isRecord } from '../../http/values';
import type { Finding, Question } from '../../platform/accountCheck';
import { attention, compareClocks, countOf, ok, describeRefusal, unknown } from '../../platform/accountCheck';
import { listFilterQuestion, valueFilterQuestion } from './filterQuestions';
import type { LonglonglongProbe } from './probe';
import { isPage } from './probe';
import { classicTasksQuestion, newTasksQuestion } from './taskQuestions';
import { tokenQuestion } from './tokenQuestion';

type PoolQuestion = Question<LonglonglongProbe>;

const CHECK_USER_ID = "Check 'User ID' of the credential and of the node.";

const accountQuestion: PoolQuestion = {
	question: 'Is the account known, and how many sub-accounts does it have?',
	ask: async ({ path, list }) => {
		const page = await list(`${path}/subset_users`, { query: { page: 1, per_page: 100 } });
		if (!isPage(page)) {
			const isAboutTheAccount = page.kind === 'no' && page.httpStatus !== undefined && page.code !== '401';
			return { ...describeRefusal(page), ...(isAboutTheAccount && { setting: CHECK_USER_ID }) };
		}
		return ok(`The account is known. It has ${countOf(page.total ?? page.rows.length, 'sub-account')}.`);
	},
};

/** The number of rows that are requested in one page. It is far more than any platform's default. */
const REQUESTED_PAGE_SIZE = 1_000;
/** The default of the option 'Page Size'. */
const DEFAULT_PAGE_SIZE = 100;

/** Finds the size of the largest page. The rows are counted, because `per_page` in the reply may only repeat the request. */
const pageSizeQuestion: PoolQuestion = {
	question: 'How many rows does the largest page of a list have?',
	ask: async ({ path, list }) => {
		const query = { page: 1, per_page: REQUESTED_PAGE_SIZE };
		const page = await list(`${path}/get_customer`, { query });
		if (!isPage(page)) return describeRefusal(page);
		const { rows, total, lastPage } = page;
		const seen = `${countOf(rows.length, 'row')} came when ${REQUESTED_PAGE_SIZE} were asked for`;
		if (rows.length >= REQUESTED_PAGE_SIZE) return ok(`${seen}.`);
		if (total === undefined) return unknown(`${seen}; the reply does not say how many there are.`);
		if (total <= rows.length) {
			const detail = `${seen}; the public pool has no more.`;
			return rows.length >= DEFAULT_PAGE_SIZE ? ok(detail) : unknown(detail);
		}
		if (lastPage === undefined || lastPage === Math.ceil(total / rows.length))
			return ok(`${seen}, of ${total}.`);
		return attention(
			`${seen}, of ${total}. The reply calls page ${lastPage} the last one, which it is not.`,
			`Options → Page Size: ${rows.length}`,
		);
	},
};

const STATUS_WORD = /^[a-z]{1,20}$/i;

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
	if (isRecord(value)) return 'an object';
	return value === undefined ? 'missing' : value === null ? 'null' : `a ${typeof value}`;
}

function envelopeWords({ code, status, message, data }: Record<string, unknown>): string {
	const shownCode =
		typeof code === 'number' || /^\d{1,6}$/.test(String(code)) ? `code ${String(code)}` : 'no code';
	const shownStatus = STATUS_WORD.test(String(status))
		? `status ${String(status)}`
		: `status ${kindOf(status)}`;
	return `${shownCode} (${kindOf(code)}), ${shownStatus}, message ${kindOf(message)}, data ${kindOf(data)}`;
}

/** Calls that only read, and that the platform should refuse: a list without the required `page`, and an account that does not exist. */
const WRONG_CALLS = [
	(path: string) => `${path}/get_customer`,
	() => '/user/00000000-0000-4000-8000-000000000000/customer/create',
];

const CHECK_BASE_URL = "Check 'Base URL' of the credential, and any proxy between n8n and the platform.";

/** Makes wrong calls to see an error, because no page says which HTTP status comes with the code of an error. */
const errorQuestion: PoolQuestion = {
	question: 'Which HTTP status and envelope come with an error?',
	ask: async ({ path, ask }) => {
		for (const wrongPath of WRONG_CALLS) {
			const { reply, answer } = await ask({ path: wrongPath(path) });
			if (!answer) return reply.kind === 'yes' ? unknown('No answer came.') : describeRefusal(reply);
			if (reply.kind === 'yes') continue;
			const envelope = parseJson(answer.text);
			if (isRecord(envelope)) return ok(`HTTP status ${answer.status}, ${envelopeWords(envelope)}.`);
			return attention(`HTTP status ${answer.status}, without the platform's envelope.`, CHECK_BASE_URL);
		}
		return unknown('None of the wrong calls was refused.');
	},
};

const clockQuestion: PoolQuestion = {
	question: 'Do the clocks of this n8n and of the platform agree?',
	ask: async ({ token }) => {
		const asked = await token();
		return asked.answer || asked.reply.kind === 'yes' ? compareClocks(asked) : describeRefusal(asked.reply);
	},
};

/** `status` of an entry that is in force (拉黑中). Source: GET callback_blacklist. */
const IN_FORCE = '0';

const blacklistQuestion: PoolQuestion = {
	question: 'Is an address for callbacks on the blacklist?',
	ask: async ({ list }): Promise<Finding> => {
		const page = await list('/callback_blacklist', {});
		if (!isPage(page)) return describeRefusal(page);
		if (page.rows.length === 0) return ok('The blacklist is empty.');
		const inForce = page.rows.filter(({ status }) => String(status) === IN_FORCE);
		const all = `The blacklist has ${countOf(page.rows.length, 'entry', 'entries')}`;
		if (inForce.length === 0) return ok(`${all}, none of them in force.`);
		return attention(
			`${all}, ${inForce.length} of them in force: no callback comes to these addresses.`,
			'Longlonglong Trigger: publish the workflow, and wait until the platform releases its address (about two hours).',
		);
	},
};

/** The questions about an account, in the order of the output items. */
export const QUESTIONS: readonly PoolQuestion[] = [
	tokenQuestion,
	clockQuestion,
	accountQuestion,
	errorQuestion,
	valueFilterQuestion,
	listFilterQuestion,
	pageSizeQuestion,
	classicTasksQuestion,
	newTasksQuestion,
	blacklistQuestion,
];

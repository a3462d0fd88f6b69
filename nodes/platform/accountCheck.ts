import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { HttpAnswer } from '../http/exchange';
import type { No, Reply, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { PlatformCall, PlatformClient } from './client';
import type { Envelope } from './platform';
import { repeatCall } from './repeatCall';

/**
 * A check of one's own account: what the platform does where its documents are silent. It is a table of questions, each of which makes
 * calls that only read, and answers in the node's own words. People paste the answers into public issues, so nothing that the platform
 * or the credential said goes into them: only numbers, codes, dates, and names of fields.
 */

export interface Finding {
	/** `attention`: something must be changed, or does not work. `unknown`: it could not be found out. */
	answer: 'ok' | 'attention' | 'unknown';
	detail: string;
	/** What to change in the node, the credential or the platform's console. */
	setting?: string;
}

export interface Question<Platform> {
	question: string;
	ask(platform: Platform): Promise<Finding>;
}

export function ok(detail: string): Finding {
	return { answer: 'ok', detail };
}

export function attention(detail: string, setting: string): Finding {
	return { answer: 'attention', detail, setting };
}

export function unknown(detail: string): Finding {
	return { answer: 'unknown', detail };
}

/** Milliseconds until a call of a check is given up. */
const TIMEOUT_MS = 15_000;
/** A code or a status word that is longer may be anything, such as a name. */
const PLAIN_CODE = /^-?\d{1,6}$/;
/** Names that a programmer gave. Others may be data, such as a phone as the key of a row. */
const FIELD_NAME = /^[A-Za-z_]{1,30}$/;
const NAMES_SHOWN = 12;

const ASK_THE_PLATFORM = 'Ask the platform what this code means.';

/** What a call says that was not taken. Its advice is the node's own; the platform's words are left out. */
export function describeRefusal({ kind, code, message, httpStatus, advice }: No | Unknown): Finding {
	const setting = advice === undefined ? {} : { setting: advice };
	if (httpStatus === undefined) return { ...unknown(`${message}.`), ...setting };
	if (code === String(httpStatus) && httpStatus < 400) {
		return { ...unknown(`The answer is not the platform's own, HTTP status ${httpStatus}.`), ...setting };
	}
	const shown = PLAIN_CODE.test(code) ? `code ${code}` : 'a code that is no number';
	const detail = `The call was answered with ${shown}, HTTP status ${httpStatus}.`;
	return kind === 'no' ? attention(detail, advice ?? ASK_THE_PLATFORM) : { ...unknown(detail), ...setting };
}

/** The names of the fields of an object, as far as they are names. */
export function fieldNames(record: Record<string, unknown>): string {
	const names = Object.keys(record).filter((name) => FIELD_NAME.test(name));
	if (names.length === 0) return 'no field';
	return names.slice(0, NAMES_SHOWN).join(', ') + (names.length > NAMES_SHOWN ? ', …' : '');
}

/** "1 customer", "2 customers" */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

/** Thrown where a question cannot even be asked. */
export class CannotBeAsked extends Error {
	constructor(readonly finding: Finding) {
		super(finding.detail);
	}
}

/** What a call brought, and the HTTP answer behind it. */
export interface CallResult {
	reply: Reply<Envelope>;
	answer?: HttpAnswer;
	/** The time of this machine halfway between question and answer, in milliseconds. */
	at: number;
}

/**
 * Makes the calls of a check. As long as none was answered, one that was not even connected is the last: every other one would only
 * wait for nothing as well.
 */
export function createCaller(
	context: IExecuteFunctions,
	client: PlatformClient,
): (call: PlatformCall) => Promise<CallResult> {
	let unreachable: CallResult | undefined;
	let anyAnswered = false;
	return async (call) => {
		if (unreachable) return unreachable;
		const asked: Pick<CallResult, 'answer' | 'at'> = { at: Date.now() };
		const reply = await repeatCall(context, 'always', async () => {
			const sentAt = Date.now();
			return await client.callFor({ ...call, timeout: TIMEOUT_MS }, (answer) => {
				asked.answer = answer;
				asked.at = (sentAt + Date.now()) / 2;
				return client.platform.readAnswer(answer);
			});
		});
		anyAnswered ||= asked.answer !== undefined;
		if (!anyAnswered) unreachable = { ...asked, reply };
		return { ...asked, reply };
	};
}

/** Makes a function that does its work once and gives the same result to every caller. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= work());
}

/** A difference that neither a signature nor a date minds. */
const HARMLESS_DIFFERENCE_S = 30;

/** How far this machine's clock and the platform's are apart, by the `Date` of an answer. */
export function compareClocks({ answer, at }: CallResult): Finding {
	const theirs = Date.parse(String(answer?.headers.date));
	if (Number.isNaN(theirs)) return unknown('The answer carries no time of the server (header Date).');
	// The header has whole seconds, cut off.
	const seconds = Math.round((theirs + 500 - at) / 1000);
	if (Math.abs(seconds) <= HARMLESS_DIFFERENCE_S)
		return ok('The two clocks differ by less than half a minute.');
	const direction = seconds > 0 ? 'behind' : 'ahead of';
	return attention(
		`The clock of this n8n is ${Math.abs(seconds)} s ${direction} the platform's.`,
		"Set the clock of n8n's machine.",
	);
}

/** What a question comes to. Whatever is thrown is an answer too, since the other questions have theirs. */
async function findingOf<Platform>({ ask }: Question<Platform>, platform: Platform): Promise<Finding> {
	try {
		return await ask(platform);
	} catch (error) {
		if (error instanceof CannotBeAsked) return error.finding;
		return unknown(`The answer could not be read (${asError(error).name}).`);
	}
}

/** The editor shows an empty text in red, as if something were wrong. */
const NOTHING_TO_CHANGE = '—';

/** Asks all questions, one after the other: an item for each. */
export async function askAll<Platform>(
	questions: ReadonlyArray<Question<Platform>>,
	platform: Platform,
): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (const asked of questions) {
		const { answer, detail, setting = NOTHING_TO_CHANGE } = await findingOf(asked, platform);
		items.push({ question: asked.question, answer, detail, setting });
	}
	return items;
}

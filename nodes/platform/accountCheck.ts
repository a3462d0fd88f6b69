import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { HttpAnswer } from '../http/exchange';
import type { No, Reply, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { PlatformCall, PlatformClient } from './client';
import type { Envelope } from './platform';
import { repeatCall } from './repeatCall';

/**
 * The check of an account finds out what the platform does where its documents are silent. A platform defines a table of questions. Each
 * question makes calls that only read, and gives its answer in the node's own words. People paste the answers into public issues, so an
 * answer holds only numbers, codes, dates and names of fields: no text of the platform and no value of the credential.
 */

export interface Finding {
	/** `attention` means that something must be changed or does not work; `unknown` means that it could not be found out. */
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

/** A call of the check ends after this time. */
const TIMEOUT_MS = 15_000;
/** Only such a code is shown, because a longer one or a text may be anything, such as a person's name. */
const PLAIN_CODE = /^-?\d{1,6}$/;
/** Only such a name is shown, because another key of an object may be data, such as a phone number. */
const FIELD_NAME = /^[A-Za-z_]{1,30}$/;
const MAX_NAMES_SHOWN = 12;

const ASK_THE_PLATFORM = 'Ask the platform what this code means.';

/** The finding for a call that the platform did not accept. It has the node's own advice and leaves the platform's message out. */
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

/** The field names of an object as a list in a text. Keys that may be data are left out. */
export function fieldNames(record: Record<string, unknown>): string {
	const names = Object.keys(record).filter((name) => FIELD_NAME.test(name));
	if (names.length === 0) return 'no field';
	return names.slice(0, MAX_NAMES_SHOWN).join(', ') + (names.length > MAX_NAMES_SHOWN ? ', …' : '');
}

/** A count with its noun, such as "1 customer" or "2 customers". */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

/** Is thrown when a question cannot be asked; it carries the finding that says why. */
export class CannotBeAsked extends Error {
	constructor(readonly finding: Finding) {
		super(finding.detail);
	}
}

/** The result of a call, with the HTTP answer if one came. */
export interface CallResult {
	reply: Reply<Envelope>;
	answer?: HttpAnswer;
	/** This machine's time halfway between request and answer, in milliseconds since 1970. */
	at: number;
}

/**
 * Creates the function that makes the calls of a check. When the first call gets no answer, the platform counts as unreachable: all
 * later calls return that result at once instead of waiting for another time-out.
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

/** Wraps a function so that it runs only once; every caller gets the result of that run. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= work());
}

/** A smaller difference between the clocks affects neither signatures nor dates. */
const HARMLESS_DIFFERENCE_S = 30;

/** Compares this machine's clock with the platform's, which the `Date` header of an answer shows. */
export function compareClocks({ answer, at }: CallResult): Finding {
	const theirs = Date.parse(String(answer?.headers.date));
	if (Number.isNaN(theirs)) return unknown('The answer carries no time of the server (header Date).');
	// The header is rounded down to whole seconds, so half a second is added on average.
	const seconds = Math.round((theirs + 500 - at) / 1000);
	if (Math.abs(seconds) <= HARMLESS_DIFFERENCE_S)
		return ok('The two clocks differ by less than half a minute.');
	const direction = seconds > 0 ? 'behind' : 'ahead of';
	return attention(
		`The clock of this n8n is ${Math.abs(seconds)} s ${direction} the platform's.`,
		"Set the clock of n8n's machine.",
	);
}

/** The finding of one question. An error becomes a finding too, so that the other questions are still asked. */
async function findingOf<Platform>({ ask }: Question<Platform>, platform: Platform): Promise<Finding> {
	try {
		return await ask(platform);
	} catch (error) {
		if (error instanceof CannotBeAsked) return error.finding;
		return unknown(`The answer could not be read (${asError(error).name}).`);
	}
}

/** Stands for an empty setting, because the editor shows an empty text in red as if something were wrong. */
const NOTHING_TO_CHANGE = '—';

/** Asks all questions, one after the other. Returns one object `{ question, answer, detail, setting }` for each. */
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

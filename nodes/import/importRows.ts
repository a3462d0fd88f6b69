import { sleep } from 'n8n-workflow';

import type { RepetitionOptions } from '../http/repetition';
import { mayRepeat, pauseBeforeRetry } from '../http/repetition';
import type { No, Reply, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { RowReading } from '../rows/columnMapping';
import type { Fault, Row } from '../rows/field';
import type { Failed, Outcome } from './outcome';
import { isSuccess } from './outcome';
import type { PaceOptions } from './pace';
import { Pace } from './pace';

/** What an operation hands the engine: how its rows are read, sent and accounted for. */
export interface ImportJob<Answer> {
	/** Number of input items. */
	itemCount: number;
	/** Reads one input item into a row ready to be sent, with all that is wrong with it. */
	read(itemIndex: number): RowReading;
	/** What two rows share when they are the same customer; none switches the check off. */
	duplicateKeys(row: Row): Array<[field: string, value: string]>;
	/** One request's body for these rows, as JSON text. Made once, however often it is sent. */
	encode(rows: Row[]): string;
	send(body: string): Promise<Reply<Answer>>;
	/** One outcome for each row of a request that the platform took, in their order. */
	account(answer: Answer, rows: Row[]): Outcome[];
}

export interface ImportOptions extends PaceOptions, RepetitionOptions {
	/** Rows in one request, at most. */
	batchSize: number;
}

export interface ImportControl {
	isCancelled(): boolean;
	/** A certain no while nothing was taken ends the import, for the node to throw; otherwise it is the rows' outcome. */
	endOnRefusal: boolean;
	/** Called now and then with the number of rows that have an outcome. */
	onProgress?(settledRows: number): void;
}

/** One input row and what became of it. */
export interface RowResult {
	/** As sent, or as far as it could be read. */
	row: Row;
	outcome: Outcome;
	/** 0-based number of the request it went with. */
	batch?: number;
}

export interface ImportReport {
	/** One for each input item, in their order. */
	results: RowResult[];
	/** Requests that were made, and how many of them repeated an earlier one. */
	requests: number;
	repetitions: number;
	/** Set when the import ended on a certain no before anything was taken. */
	refusal?: No;
}

interface Batch {
	number: number;
	items: number[];
	rows: Row[];
}

/** So many requests one after the other without a usable answer end the import: what was not sent is easier to bring over later. */
const MAX_CONSECUTIVE_FAILURES = 3;

const CANCELLED: Failed = {
	status: 'notSent',
	reason: 'The execution was cancelled before this row was sent',
	reasonCode: 'cancelled',
};

const UNACCOUNTED: Failed = {
	status: 'unconfirmed',
	reason: 'The reply says nothing about this row',
	reasonCode: 'unaccounted',
};

/** A refused repetition does not undo a first try that may have taken effect. */
function doubted({ reason, reasonCode }: Failed): Failed {
	return { status: 'unconfirmed', reason: `${reason} (an earlier try may have taken effect)`, reasonCode };
}

function unexpected(error: unknown): Unknown {
	const said = asError(error).message;
	return {
		kind: 'unknown',
		message: `Something unexpected happened to the request: ${said}`,
		code: 'UNEXPECTED',
	};
}

function invalid(faults: Fault[]): Failed {
	return {
		status: 'invalid',
		reason: faults.map(({ reason }) => reason).join('; '),
		reasonCode: faults[0]?.reasonCode ?? 'invalid',
	};
}

/** Sends the rows of one import and keeps the books: every input item ends with exactly one outcome. */
class Import<Answer> {
	private readonly results: RowResult[];
	private readonly pace: Pace;
	/** Field → value → the first item that has it. */
	private readonly firstWith = new Map<string, Map<string, number>>();
	private readonly underWay = new Set<Promise<void>>();
	/** Why no further request is made: the outcome of all rows that are left. */
	private stopped?: Failed;
	private refusal?: No;
	/** Whether any row may be at the platform. */
	private anythingAccepted = false;
	private settled = 0;
	private consecutiveFailures = 0;
	private requests = 0;
	private repetitions = 0;

	constructor(
		private readonly job: ImportJob<Answer>,
		private readonly options: ImportOptions,
		private readonly control: ImportControl,
	) {
		this.results = new Array<RowResult>(job.itemCount);
		this.pace = new Pace(options, () => this.isCancelled());
	}

	async run(): Promise<ImportReport> {
		for (const batch of this.batches()) {
			// The batch is read and checked while earlier ones travel.
			const body = this.isOver() ? '' : this.job.encode(batch.rows);
			if (await this.waitForSlot()) {
				this.launch(batch, body);
				await sleep(0); // the request gets out before the next batch keeps this thread busy
			} else if (this.refusal) break;
			else this.setOutcomes(batch, this.stopped ?? CANCELLED, false);
		}
		await Promise.all(this.underWay);
		const { results, requests, repetitions, refusal } = this;
		return { results, requests, repetitions, refusal };
	}

	/** Input items → rows that may be sent, as many as fit into a request. The others get their outcome here. */
	private *batches(): Generator<Batch> {
		let number = 0;
		let items: number[] = [];
		let rows: Row[] = [];
		for (let item = 0; item < this.job.itemCount; item++) {
			if (this.isCancelled()) {
				this.setOutcome(item, { row: {}, outcome: CANCELLED });
				continue;
			}
			const { row, faults } = this.job.read(item);
			const refused = faults.length > 0 ? invalid(faults) : this.duplicateOf(row, item);
			if (refused) {
				this.setOutcome(item, { row, outcome: refused });
				continue;
			}
			items.push(item);
			rows.push(row);
			if (rows.length < this.options.batchSize) continue;
			yield { number: number++, items, rows };
			items = [];
			rows = [];
		}
		if (rows.length > 0) yield { number, items, rows };
	}

	private duplicateOf(row: Row, item: number): Failed | undefined {
		const keys = this.job.duplicateKeys(row);
		for (const [field, value] of keys) {
			const first = this.firstWith.get(field)?.get(value);
			if (first === undefined) continue;
			return {
				status: 'duplicate',
				reason: `Item ${first} of this import has the same ${field}; 'Skip Duplicates' keeps the first`,
				reasonCode: 'duplicate',
			};
		}
		for (const [field, value] of keys) {
			const items = this.firstWith.get(field) ?? new Map<string, number>();
			this.firstWith.set(field, items.set(value, item));
		}
		return undefined;
	}

	/** Returns true once a request slot is free and pacing allows the next request; false if the import ended meanwhile. */
	private async waitForSlot(): Promise<boolean> {
		while (this.underWay.size >= this.options.batchesAtOnce) await Promise.race(this.underWay);
		if (this.isOver()) return false;
		await this.pace.start();
		if (!this.isOver()) return true;
		this.pace.end();
		return false;
	}

	/** Sends a batch without waiting for it. Its place is given back only when the books are done, so that the next one knows. */
	private launch(batch: Batch, body: string): void {
		const work = this.deliver(body)
			.then(({ reply, doubtful }) => this.recordReply(batch, reply, doubtful))
			.catch((error: unknown) => this.recordReply(batch, unexpected(error)))
			.finally(() => {
				this.underWay.delete(work);
				this.pace.end();
			});
		this.underWay.add(work);
	}

	/** One request, repeated as long as that is safe. Doubtful when an earlier try may have taken effect. */
	private async deliver(body: string): Promise<{ reply: Reply<Answer>; doubtful: boolean }> {
		let doubtful = false;
		for (let tries = 1; ; tries++) {
			this.requests++;
			const reply = await this.job.send(body);
			if (!mayRepeat(reply, tries, this.options) || this.isCancelled()) return { reply, doubtful };
			this.repetitions++;
			doubtful ||= reply.kind === 'unknown';
			this.pace.slowDown(pauseBeforeRetry(tries, reply.retryAfterMs, Math.random()));
			this.pace.end();
			await this.pace.start();
			if (this.isCancelled()) return { reply, doubtful };
		}
	}

	/** Enters what a request's reply means for its rows, and for the rest of the import. */
	private recordReply(batch: Batch, reply: Reply<Answer>, doubtful = false): void {
		if (reply.kind === 'yes') {
			this.consecutiveFailures = 0;
			this.anythingAccepted = true;
			this.pace.speedUp();
			const outcomes = this.job.account(reply.answer, batch.rows);
			batch.items.forEach((item, index) => {
				const said = outcomes[index] ?? UNACCOUNTED;
				const outcome = doubtful && said.status === 'failed' ? doubted(said) : said;
				this.setOutcome(item, { row: batch.rows[index] ?? {}, outcome, batch: batch.number });
			});
			this.control.onProgress?.(this.settled);
			return;
		}
		const { message, code } = reply;
		if (reply.kind === 'unknown' || doubtful) {
			this.anythingAccepted = true;
			const failed: Failed = { status: 'failed', reason: message, reasonCode: code };
			this.setOutcomes(batch, doubtful ? doubted(failed) : { ...failed, status: 'unconfirmed' });
			this.stopAfterFailures(message, code);
			return;
		}
		if (this.control.endOnRefusal && !this.anythingAccepted && !this.isCancelled()) this.refusal = reply;
		this.setOutcomes(batch, { status: 'failed', reason: message, reasonCode: code });
		if (reply.deniesAllCalls) this.stop(message, code);
		else if (reply.retryable) this.stopAfterFailures(message, code);
		else this.consecutiveFailures = 0;
	}

	private stopAfterFailures(message: string, code: string): void {
		if (++this.consecutiveFailures >= MAX_CONSECUTIVE_FAILURES) this.stop(message, code);
	}

	private stop(message: string, reasonCode: string): void {
		this.stopped ??= {
			status: 'notSent',
			reason: `The import stopped before this row: ${message}`,
			reasonCode,
		};
	}

	private setOutcomes(batch: Batch, outcome: Outcome, sent = true): void {
		batch.items.forEach((item, index) => {
			const row = batch.rows[index] ?? {};
			this.setOutcome(item, sent ? { row, outcome, batch: batch.number } : { row, outcome });
		});
		this.control.onProgress?.(this.settled);
	}

	private setOutcome(item: number, result: RowResult): void {
		this.results[item] = result;
		this.settled++;
	}

	private isCancelled(): boolean {
		return this.control.isCancelled();
	}

	private isOver(): boolean {
		return this.stopped !== undefined || this.refusal !== undefined || this.isCancelled();
	}
}

/** Imports the rows of a job; never throws for what the platform or the network does. */
export async function importRows<Answer>(
	job: ImportJob<Answer>,
	options: ImportOptions,
	control: ImportControl,
): Promise<ImportReport> {
	return await new Import(job, options, control).run();
}

/** How many rows of a report succeeded. */
export function countSuccesses(results: RowResult[]): number {
	return results.reduce((count, { outcome }) => count + (isSuccess(outcome) ? 1 : 0), 0);
}

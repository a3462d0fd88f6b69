import { sleep } from 'n8n-workflow';

import type { No, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { EncodedBatch } from './batching';
import { encodeBatch, readBatches } from './batching';
import type { Delivered } from './delivery';
import { Delivery } from './delivery';
import type { ImportControl, ImportJob, ImportOptions, ImportReport } from './importJob';
import type { Failed } from './outcome';
import { accountFor, doubted, outcomeOf, OutcomeRecord } from './outcomes';
import { Pace } from './pace';

/** After this many requests in a row without a usable answer the import stops: rows that were not sent are easy to send later. */
const MAX_CONSECUTIVE_FAILURES = 3;

const CANCELLED: Failed = {
	status: 'notSent',
	reason: 'The execution was cancelled before this row was sent',
	reasonCode: 'cancelled',
};

/** An encoded batch with the 0-based number of its request. */
interface NumberedBatch extends EncodedBatch {
	number: number;
}

/** Sends the rows of one import and records what became of each. */
class Import<Answer> {
	private readonly outcomes: OutcomeRecord;
	private readonly pace: Pace;
	private readonly delivery: Delivery<Answer>;
	private readonly inProgress = new Set<Promise<void>>();
	private nextNumber = 0;
	/** The outcome of all rows that are left, once the import has stopped. */
	private stopped?: Failed;
	private refusal?: No;
	/** Whether any row may be at the platform. */
	private anythingAccepted = false;
	private consecutiveFailures = 0;

	constructor(
		private readonly job: ImportJob<Answer>,
		private readonly options: ImportOptions,
		private readonly control: ImportControl,
	) {
		const isOver = () => this.isOver();
		this.outcomes = new OutcomeRecord(job.itemCount);
		this.pace = new Pace(options, isOver);
		this.delivery = new Delivery(job, options, this.pace, isOver);
	}

	async run(): Promise<ImportReport> {
		const isCancelled = () => this.control.isCancelled();
		for (const batch of readBatches(this.job, this.options.batchSize, this.outcomes, isCancelled)) {
			const encoded = this.isOver() ? undefined : encodeBatch(this.job, batch, this.outcomes);
			if (encoded && (await this.waitForSlot())) {
				this.launch(encoded);
				await sleep(0); // lets the request go out before the next batch is read
			} else if (this.refusal) break;
			else this.outcomes.setAll(batch, this.stopped ?? CANCELLED);
		}
		await Promise.all(this.inProgress);
		this.outcomes.setRest(this.stopped ?? CANCELLED);
		const { requests, repetitions } = this.delivery;
		return { results: this.outcomes.results, requests, repetitions, refusal: this.refusal };
	}

	/** Returns true once a request slot is free and the pace allows the next request; false if the import is over. */
	private async waitForSlot(): Promise<boolean> {
		await this.pace.start();
		if (!this.isOver()) return true;
		this.pace.end();
		return false;
	}

	/** Sends a batch without waiting for its reply. The slot is given back once the outcomes are recorded. */
	private launch(encoded: EncodedBatch): void {
		const batch = { ...encoded, number: this.nextNumber++ };
		const work = this.delivery
			.deliver(batch.body)
			.then((delivered) => this.record(batch, delivered))
			.catch((thrown: unknown) => this.recordBug(batch, thrown))
			.finally(() => {
				this.inProgress.delete(work);
				this.pace.end();
			});
		this.inProgress.add(work);
	}

	/** Records what the reply means for the rows of a batch, and for the rest of the import. */
	private record(batch: NumberedBatch, { reply, doubtful }: Delivered<Answer>): void {
		if (reply.kind === 'yes') this.recordYes(batch, reply.answer, doubtful);
		else if (reply.kind === 'unknown' || doubtful) this.recordUnknown(batch, reply, doubtful);
		else this.recordNo(batch, reply);
		this.control.onProgress?.(this.outcomes.settled);
	}

	private recordYes(batch: NumberedBatch, answer: Answer, doubtful: boolean): void {
		this.consecutiveFailures = 0;
		this.anythingAccepted = true;
		this.pace.speedUp();
		accountFor(this.job, answer, batch).forEach((said, index) => {
			const outcome = doubtful && said.status === 'failed' ? doubted(said) : said;
			const row = batch.rows[index] ?? {};
			this.outcomes.set(batch.items[index] as number, { row, outcome, batch: batch.number });
		});
	}

	private recordUnknown(batch: NumberedBatch, reply: No | Unknown, doubtful: boolean): void {
		this.anythingAccepted = true;
		const outcome = outcomeOf(reply);
		this.outcomes.setAll(batch, doubtful ? doubted(outcome) : outcome, batch.number);
		this.stopAfterFailures(reply.message, reply.code);
	}

	private recordNo(batch: NumberedBatch, no: No): void {
		const { message, code } = no;
		if (this.control.endOnRefusal && !this.anythingAccepted && !this.control.isCancelled()) this.refusal = no;
		this.outcomes.setAll(batch, outcomeOf(no), batch.number);
		if (no.deniesAllCalls) this.stop(message, code);
		else if (no.retryable) this.stopAfterFailures(message, code);
		else this.consecutiveFailures = 0;
	}

	/** A reply that cannot be recorded, for whatever reason, leaves the rows that have no outcome yet unconfirmed. */
	private recordBug(batch: NumberedBatch, thrown: unknown): void {
		const reason = `The reply could not be recorded: ${asError(thrown).message}`;
		this.anythingAccepted = true;
		this.outcomes.setAll(batch, { status: 'unconfirmed', reason, reasonCode: 'unaccounted' }, batch.number);
	}

	private stopAfterFailures(message: string, code: string): void {
		if (++this.consecutiveFailures >= MAX_CONSECUTIVE_FAILURES) this.stop(message, code);
	}

	private stop(message: string, reasonCode: string): void {
		const reason = `The import stopped before this row: ${message}`;
		this.stopped ??= { status: 'notSent', reason, reasonCode };
	}

	private isOver(): boolean {
		return this.stopped !== undefined || this.refusal !== undefined || this.control.isCancelled();
	}
}

/** Imports the rows of a job. It never throws for what the job, the platform or the network does. */
export async function importRows<Answer>(
	job: ImportJob<Answer>,
	options: ImportOptions,
	control: ImportControl,
): Promise<ImportReport> {
	return await new Import(job, options, control).run();
}

import { sleep } from 'n8n-workflow';

import type { No, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { Row } from '../rows/field';
import type { Batch, EncodedBatch } from './batching';
import { encodeBatch, readBatches } from './batching';
import type { Delivered } from './delivery';
import { Delivery } from './delivery';
import type { ImportControl, ImportJob, ImportOptions, ImportReport } from './importJob';
import type { Failed } from './outcome';
import { accountFor, doubted, outcomeOf, OutcomeRecord } from './outcomes';
import { Pace } from './pace';
import { ReadAhead } from './readAhead';
import type { RefusedBatch } from './splitting';
import { narrowDown, RefusalLimit } from './splitting';

/** After this many requests in a row without a usable answer the import stops: rows that were not sent are easy to send later. */
const MAX_CONSECUTIVE_FAILURES = 3;

/** The largest number of batches that are kept ready to be sent. They cost memory. */
const MAX_BATCHES_AHEAD = 20;

const CANCELLED: Failed = {
	status: 'notSent',
	reason: 'The execution was cancelled before this row was sent',
	reasonCode: 'cancelled',
};

/** A batch with the 0-based number of its request. */
interface SentBatch extends Batch {
	number: number;
}

/** Sends the rows of one import and records what became of each. */
class Import<Answer> {
	private readonly outcomes: OutcomeRecord;
	private readonly pace: Pace;
	private readonly delivery: Delivery<Answer>;
	private readonly refusalLimit: RefusalLimit;
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
		this.outcomes = new OutcomeRecord(job.itemCount, control.keepRows);
		this.pace = new Pace(options, isOver);
		this.delivery = new Delivery(job, options, this.pace, isOver);
		this.refusalLimit = new RefusalLimit(options.splitRefused);
	}

	async run(): Promise<ImportReport> {
		const ahead = new ReadAhead(this.batches(), Math.min(this.options.batchesAtOnce, MAX_BATCHES_AHEAD));
		for (let batch = ahead.next(); batch && !this.refusal; batch = ahead.next()) {
			if (await this.waitForSlot(ahead)) this.launch(batch);
			else this.outcomes.setAll(batch, this.stopped ?? CANCELLED);
			await sleep(0); // lets the request go out before the next one is made
		}
		await Promise.all(this.inProgress);
		if (this.refusalsEndImport()) this.refusal ??= this.refusalLimit.firstRefusal;
		this.outcomes.setRest(this.stopped ?? CANCELLED);
		const { requests, repetitions } = this.delivery;
		return { results: this.outcomes.results, requests, repetitions, refusal: this.refusal };
	}

	/** The batches of the import, read and encoded. Once it is over they are only read, so that their rows can be recorded. */
	private *batches(): Generator<EncodedBatch, void> {
		const isCancelled = () => this.control.isCancelled();
		for (const batch of readBatches(this.job, this.options.batchSize, this.outcomes, isCancelled)) {
			const encoded = this.isOver() ? { ...batch, body: '' } : encodeBatch(this.job, batch, this.outcomes);
			if (encoded) yield encoded;
		}
	}

	/** Returns true once a request slot is free and the pace allows the next request; false if the import is over. */
	private async waitForSlot(ahead: ReadAhead<EncodedBatch>): Promise<boolean> {
		if (this.isOver()) return false;
		await ahead.during(this.pace.start());
		if (!this.isOver()) return true;
		this.pace.end();
		return false;
	}

	/** Carries a batch to its end without waiting for it. The slot is given back once all its outcomes are recorded. */
	private launch(batch: EncodedBatch): void {
		const work = this.carry(batch).finally(() => {
			this.inProgress.delete(work);
			this.pace.end();
		});
		this.inProgress.add(work);
	}

	private async carry(batch: EncodedBatch): Promise<void> {
		const refused = await this.send(batch);
		if (refused) await narrowDown(refused, async (half) => await this.sendHalf(half));
	}

	/** Sends a batch and records what became of it, unless it is refused and has to be split: then it is given back. */
	private async send({ body, items, rows }: EncodedBatch): Promise<RefusedBatch | undefined> {
		const batch: SentBatch = { items, rows, number: this.nextNumber++ };
		const delivered = await this.delivery.deliver(body);
		try {
			return this.record(batch, delivered);
		} catch (thrown) {
			this.recordBug(batch, thrown);
			return undefined;
		}
	}

	/** Sends a half of a refused batch as {@link send} does. If it cannot be sent any more, its rows have failed with the whole batch. */
	private async sendHalf(half: RefusedBatch): Promise<RefusedBatch | undefined> {
		await this.pace.restart();
		const body = this.isOver() ? undefined : this.encodeAgain(half.rows);
		if (body !== undefined) return await this.send({ ...half, body });
		this.outcomes.setAll(half, outcomeOf(half.no), half.number);
		return undefined;
	}

	private encodeAgain(rows: Row[]): string | undefined {
		try {
			return this.job.encode(rows);
		} catch {
			return undefined;
		}
	}

	/** Records what a reply means for the rows of a batch, and for the rest of the import. */
	private record(batch: SentBatch, { reply, doubtful }: Delivered<Answer>): RefusedBatch | undefined {
		let refused: RefusedBatch | undefined;
		if (reply.kind === 'yes') this.recordYes(batch, reply.answer, doubtful);
		else if (reply.kind === 'unknown' || doubtful) this.recordUnknown(batch, reply, doubtful);
		else refused = this.recordNo(batch, reply);
		this.control.onProgress?.(this.outcomes.settled);
		return refused;
	}

	private recordYes(batch: SentBatch, answer: Answer, doubtful: boolean): void {
		this.consecutiveFailures = 0;
		this.anythingAccepted = true;
		this.refusalLimit.accepted();
		this.pace.speedUp();
		accountFor(this.job, answer, batch).forEach((said, index) => {
			const outcome = doubtful && said.status === 'failed' ? doubted(said) : said;
			this.outcomes.set(batch.items[index] as number, outcome, batch.rows[index] ?? {}, batch.number);
		});
	}

	private recordUnknown(batch: SentBatch, reply: No | Unknown, doubtful: boolean): void {
		this.anythingAccepted = true;
		const outcome = outcomeOf(reply);
		this.outcomes.setAll(batch, doubtful ? doubted(outcome) : outcome, batch.number);
		this.stopAfterFailures(reply.message, reply.code);
	}

	/** Records a certain no, unless the batch has to be split: then it is given back. */
	private recordNo(batch: SentBatch, no: No): RefusedBatch | undefined {
		const narrowed = this.refusalLimit.narrowsDown(no);
		if (narrowed && batch.rows.length > 1) return { ...batch, no };
		if (!narrowed && this.refusalsEndImport()) {
			this.refusal = no.aboutRows ? (this.refusalLimit.firstRefusal ?? no) : no;
		}
		this.outcomes.setAll(batch, outcomeOf(no), batch.number);
		if (no.deniesAllCalls) this.stop(no.message, no.code);
		else if (no.retryable) this.stopAfterFailures(no.message, no.code);
		else this.consecutiveFailures = 0;
		return undefined;
	}

	/** Whether the node throws a refusal, because nothing was accepted so far. */
	private refusalsEndImport(): boolean {
		return this.control.endOnRefusal && !this.anythingAccepted && !this.control.isCancelled();
	}

	/** A reply that cannot be recorded, for whatever reason, leaves the rows that have no outcome yet unconfirmed. */
	private recordBug(batch: SentBatch, thrown: unknown): void {
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

import { sleep } from 'n8n-workflow';

import type { No, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { Row } from '../rows/field';
import type { Batch, BatchRows, EncodedBatch } from './batching';
import { encodeBatch, readAllBatches, readBatches } from './batching';
import type { Delivered } from './delivery';
import { Delivery } from './delivery';
import { Ending } from './ending';
import { FailureLimit } from './failureLimit';
import type { ImportControl, ImportJob, ImportOptions, ImportReport } from './importJob';
import { accountFor, doubted, outcomeOf, OutcomeRecord } from './outcomes';
import { Pace } from './pace';
import { ReadAhead } from './readAhead';
import type { RefusedBatch } from './splitting';
import { narrowDown } from './splitting';

/** At most this many batches are encoded in advance, because they take memory. */
const MAX_BATCHES_AHEAD = 20;

/** A batch with the 0-based number of its request. */
interface SentBatch extends BatchRows {
	number: number;
}

/** Sends the rows of one import and records the outcome of each. */
class Import<Answer> {
	private readonly outcomes: OutcomeRecord;
	private readonly pace: Pace;
	private readonly delivery: Delivery<Answer>;
	private readonly ending: Ending;
	private readonly failureLimit: FailureLimit;
	private readonly inProgress = new Set<Promise<void>>();
	private nextNumber = 0;

	constructor(
		private readonly job: ImportJob<Answer>,
		private readonly options: ImportOptions,
		private readonly control: ImportControl,
	) {
		this.ending = new Ending(options.splitRefused, control);
		this.failureLimit = new FailureLimit(options.maxFailedPercent);
		const { isOver } = this.ending;
		this.outcomes = new OutcomeRecord(job.itemCount, control.keepRows);
		this.pace = new Pace(options, isOver);
		this.delivery = new Delivery(job, options, this.pace, isOver);
	}

	async run(): Promise<ImportReport> {
		const { ending, outcomes } = this;
		const depth = Math.min(this.options.batchesAtOnce, MAX_BATCHES_AHEAD);
		const ahead = new ReadAhead(this.encode(await this.batches()), depth);
		for (let batch = ahead.next(); batch; batch = ahead.next()) {
			if (await this.waitForSlot(ahead)) this.launch(batch);
			else if (ending.refusal) break;
			else outcomes.setAll(batch, ending.leftOver);
			await sleep(0); // lets the request go out before the next one is made
		}
		await Promise.all(this.inProgress);
		ending.finish();
		outcomes.setRest(ending.leftOver);
		const { requests, repetitions } = this.delivery;
		return { results: outcomes.results, requests, repetitions, refusal: ending.refusal };
	}

	/**
	 * Returns the batches of the import. If there is a failure limit, all rows are read before the first one is sent. They are kept in memory:
	 * a second reading would take as long as the first, and an expression that depends on the time could give another row.
	 */
	private async batches(): Promise<Iterable<Batch>> {
		const isCancelled = () => this.control.isCancelled();
		const reading = readBatches(this.job, this.options.batchSize, this.outcomes, isCancelled);
		if (!this.failureLimit.isSet) return reading;
		const batches = await readAllBatches(reading);
		this.ending.stopForFailures(this.failureLimit.excessOfInvalid(this.outcomes));
		return batches;
	}

	/** Encodes batches one by one. When the import is over, batches are yielded without a body, so that their rows can be recorded. */
	private *encode(batches: Iterable<Batch>): Generator<EncodedBatch, void> {
		for (const batch of batches) {
			const encoded = this.ending.isOver()
				? { ...batch, body: '' }
				: encodeBatch(this.job, batch, this.outcomes);
			if (encoded.rows.length > 0) yield encoded;
			else this.countOutcomes(encoded.invalidBefore, encoded.invalidBefore);
		}
	}

	/** Returns true once a request slot is free and the pace allows the next batch; false if the import is over or refused. */
	private async waitForSlot(ahead: ReadAhead<EncodedBatch>): Promise<boolean> {
		const { ending, pace } = this;
		const mayStart = () => !ending.isOver() && !ending.refusal;
		for (;;) {
			await this.settleRefusal();
			if (!mayStart()) return false;
			await ahead.during(pace.start());
			if (mayStart()) return true;
			pace.end();
		}
	}

	/** While there is a refusal, waits for the requests under way, because the platform may accept one of them. */
	private async settleRefusal(): Promise<void> {
		while (this.ending.refusal && this.inProgress.size > 0) await Promise.race(this.inProgress);
	}

	/** Starts to process a batch, and does not wait for its end. The slot is released when all outcomes of the batch are recorded. */
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
		this.countOutcomes(batch.invalidBefore, batch.invalidBefore);
	}

	/** Sends a batch and records its outcomes. A batch that is refused and has to be split is returned instead. */
	private async send({ body, items, rows }: BatchRows & { body: string }): Promise<RefusedBatch | undefined> {
		const batch: SentBatch = { items, rows, number: this.nextNumber++ };
		const delivered = await this.delivery.deliver(body);
		try {
			const refused = this.record(batch, delivered);
			if (refused) return refused;
			this.control.onProgress?.(this.outcomes.settled);
		} catch (thrown) {
			this.recordBug(batch, thrown);
		}
		this.countOutcomes(items.length, this.outcomes.count('failed', items));
		return undefined;
	}

	/** Sends a half of a refused batch like {@link send}. If the import is over, its rows get the refusal of the whole batch as outcome. */
	private async sendHalf(half: RefusedBatch): Promise<RefusedBatch | undefined> {
		await this.pace.restart();
		const body = this.ending.isOver() ? undefined : this.encodeAgain(half.rows);
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

	/** Records the outcomes of a batch from its reply. A batch that has to be split is returned instead. */
	private record(batch: SentBatch, { reply, doubtful }: Delivered<Answer>): RefusedBatch | undefined {
		if (reply.kind === 'yes') this.recordYes(batch, reply.answer, doubtful);
		else if (reply.kind === 'unknown' || doubtful) this.recordUnknown(batch, reply, doubtful);
		else {
			const narrowed = this.ending.no(reply);
			if (narrowed && batch.rows.length > 1) return { ...batch, no: reply };
			this.outcomes.setAll(batch, outcomeOf(reply), batch.number);
		}
		return undefined;
	}

	private recordYes(batch: SentBatch, answer: Answer, doubtful: boolean): void {
		this.ending.yes();
		this.pace.speedUp();
		accountFor(this.job, answer, batch).forEach((said, index) => {
			const outcome = doubtful && said.status === 'failed' ? doubted(said) : said;
			this.outcomes.set(batch.items[index] as number, outcome, batch.rows[index] ?? {}, batch.number);
		});
	}

	private recordUnknown(batch: SentBatch, reply: No | Unknown, doubtful: boolean): void {
		this.ending.unknown(reply);
		const outcome = outcomeOf(reply);
		this.outcomes.setAll(batch, doubtful ? doubted(outcome) : outcome, batch.number);
	}

	/** Records an error of this code: the rows of the batch that have no outcome yet become unconfirmed. */
	private recordBug(batch: SentBatch, thrown: unknown): void {
		const reason = `The reply could not be recorded: ${asError(thrown).message}`;
		this.ending.doubt();
		this.outcomes.setAll(batch, { status: 'unconfirmed', reason, reasonCode: 'unaccounted' }, batch.number);
	}

	private countOutcomes(outcomes: number, failures: number): void {
		this.ending.stopForFailures(this.failureLimit.add(outcomes, failures));
	}
}

/** Imports the rows of a job. It never throws because of the job, the platform or the network. */
export async function importRows<Answer>(
	job: ImportJob<Answer>,
	options: ImportOptions,
	control: ImportControl,
): Promise<ImportReport> {
	return await new Import(job, options, control).run();
}

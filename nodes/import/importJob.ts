import type { RepetitionOptions } from '../http/repetition';
import type { No, Reply } from '../http/reply';
import type { RowReading } from '../rows/columnMapping';
import type { Row } from '../rows/field';
import type { Outcome } from './outcome';
import type { PaceOptions } from './pace';

/** What an operation hands the engine: how its rows are read, sent and accounted for. The engine survives whatever these throw. */
export interface ImportJob<Answer> {
	/** Number of input items. */
	itemCount: number;
	/** Reads one input item into a row that is ready to be sent, with everything that is wrong with it. */
	read(itemIndex: number): RowReading;
	/** The values by which two rows are the same customer. An empty list switches the check off. */
	duplicateKeys(row: Row): Array<[field: string, value: string]>;
	/** The body of one request for these rows, as JSON text. It is made once, however often it is sent. */
	encode(rows: Row[]): string;
	send(body: string): Promise<Reply<Answer>>;
	/** One outcome for each row of a request that the platform took, in the order of the rows. */
	readOutcomes(answer: Answer, rows: Row[]): Outcome[];
}

export interface ImportOptions extends PaceOptions, RepetitionOptions {
	/** The largest number of rows in one request. */
	batchSize: number;
	/** Whether a request that is refused for what is in its rows may be sent again in halves, until the bad rows stand alone. */
	splitRefused: boolean;
	/** The share of rows, in percent, that may be `invalid` or `failed`: with more the import stops. Without it there is no limit. */
	maxFailedPercent?: number;
}

export interface ImportControl {
	isCancelled(): boolean;
	/** Whether a certain no ends the import while nothing was accepted, so that the node throws it. Otherwise its rows fail. */
	endOnRefusal: boolean;
	/** Whether the results hold the rows as they were sent. They cost memory. */
	keepRows: boolean;
	/** Called now and then with the number of rows that have an outcome. */
	onProgress?(settledRows: number): void;
}

/** One input row and what became of it. */
export interface RowResult {
	/** The row as sent, or as far as it could be read; only if `keepRows` is set. */
	row?: Row;
	outcome: Outcome;
	/** 0-based number of the request that the row went with. */
	batch?: number;
}

export interface ImportReport {
	/** One result for each input item, in the order of the input. */
	results: RowResult[];
	/** All requests that were made. */
	requests: number;
	/** How many of these requests repeated an earlier one. */
	repetitions: number;
	/** The no that ended the import before anything was accepted. */
	refusal?: No;
}

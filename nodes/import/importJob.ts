import type { RepetitionOptions } from '../http/repetition';
import type { No, Reply } from '../http/reply';
import type { RowReading } from '../rows/columnMapping';
import type { Row } from '../rows/field';
import type { Outcome } from './outcome';
import type { PaceOptions } from './pace';

/** The functions by which an operation's rows are read, sent and recorded. An error in one of them does not end the import. */
export interface ImportJob<Answer> {
	/** Number of input items. */
	itemCount: number;
	/** Reads an input item into a row that is ready to be sent, and lists its faults. */
	read(itemIndex: number): RowReading;
	/** The keys of a row: rows that share one are the same customer. An empty list switches the check off. */
	duplicateKeys(row: Row): Array<[field: string, value: string]>;
	/** Makes the body of a request for these rows, as JSON text. A repeated request has the same body. */
	encode(rows: Row[]): string;
	/** Sends a request once. */
	send(body: string): Promise<Reply<Answer>>;
	/** Reads one outcome for each row from the answer to an accepted request, in the order of the rows. */
	readOutcomes(answer: Answer, rows: Row[]): Outcome[];
}

export interface ImportOptions extends PaceOptions, RepetitionOptions {
	/** The largest number of rows in one request. */
	batchSize: number;
	/** Whether a request that is refused because of its rows may be sent again in halves, until the bad rows are found. */
	splitRefused: boolean;
	/** The import stops when more than this share of rows, in percent, is `invalid` or `failed`. Undefined for no limit. */
	maxFailedPercent?: number;
}

export interface ImportControl {
	isCancelled(): boolean;
	/** Whether a certain no ends the import while nothing was accepted, so that the node throws it. Otherwise its rows fail. */
	endOnRefusal: boolean;
	/** Whether the results hold the rows as they were sent. They cost memory. */
	keepRows: boolean;
	/** Is called after each request with the number of rows that have an outcome. */
	onProgress?(settledRows: number): void;
}

/** The result of one input row. */
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
	/** Number of requests that were made. */
	requests: number;
	/** How many of these requests repeated an earlier one. */
	repetitions: number;
	/** The no that ended the import before the platform accepted anything. */
	refusal?: No;
}

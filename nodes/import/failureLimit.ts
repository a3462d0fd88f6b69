import type { OutcomeRecord } from './outcomes';

/** The share of failures is checked from this many outcomes on, because fewer outcomes say little about the following rows. */
const MIN_OUTCOMES = 300;

/** Counts the outcomes of an import and checks the share of failures against the option 'Max Failed Rows'. */
export class FailureLimit {
	private outcomes = 0;
	private failures = 0;

	/** @param maxPercent the largest share of rows, in percent, that may be `invalid` or `failed`; undefined for no limit */
	constructor(private readonly maxPercent: number | undefined) {}

	get isSet(): boolean {
		return this.maxPercent !== undefined;
	}

	/**
	 * Adds outcomes, in which duplicates and rows that were not sent do not count.
	 * @returns the reason why the import has to stop; undefined if it goes on
	 */
	add(outcomes: number, failures: number): string | undefined {
		this.outcomes += outcomes;
		this.failures += failures;
		return this.outcomes < MIN_OUTCOMES ? undefined : this.excess(this.failures, this.outcomes);
	}

	/** The reason why nothing may be sent when too many rows of the whole import are invalid; otherwise undefined. */
	excessOfInvalid(outcomes: OutcomeRecord): string | undefined {
		return this.excess(outcomes.count('invalid'), outcomes.results.length - outcomes.count('duplicate'));
	}

	/** The reason to stop when the share of failures exceeds the limit; otherwise undefined. */
	private excess(failures: number, rows: number): string | undefined {
		if (this.maxPercent === undefined || failures * 100 <= this.maxPercent * rows) return undefined;
		return `${failures} of ${rows} rows are invalid or failed, more than the ${this.maxPercent} % that 'Max Failed Rows' allows`;
	}
}

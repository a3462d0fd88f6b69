import type { OutcomeRecord } from './outcomes';

/** From this many outcomes on their share of failures is looked at. A smaller number says little about the rows that follow. */
const MIN_OUTCOMES = 300;

/** Counts the outcomes of an import and tells when too many of them are failures: 'Max Failed Rows'. */
export class FailureLimit {
	private outcomes = 0;
	private failures = 0;

	/** @param maxPercent the largest share of rows that may be `invalid` or `failed`; none for no limit */
	constructor(private readonly maxPercent: number | undefined) {}

	get isSet(): boolean {
		return this.maxPercent !== undefined;
	}

	/** Adds outcomes, without duplicates and rows that were not sent. Returns why the import has to stop, if it has to. */
	add(outcomes: number, failures: number): string | undefined {
		this.outcomes += outcomes;
		this.failures += failures;
		return this.outcomes < MIN_OUTCOMES ? undefined : this.excess(this.failures, this.outcomes);
	}

	/** Why nothing may be sent once all rows are read, if too many of them are invalid. Duplicates do not count. */
	excessOfInvalid(outcomes: OutcomeRecord): string | undefined {
		return this.excess(outcomes.count('invalid'), outcomes.results.length - outcomes.count('duplicate'));
	}

	/** The reason to stop when the share of failures exceeds the limit; undefined up to it. */
	private excess(failures: number, rows: number): string | undefined {
		if (this.maxPercent === undefined || failures * 100 <= this.maxPercent * rows) return undefined;
		return `${failures} of ${rows} rows are invalid or failed, more than the ${this.maxPercent} % that 'Max Failed Rows' allows`;
	}
}

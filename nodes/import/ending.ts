import type { No, Unknown } from '../http/reply';
import type { ImportControl } from './importJob';
import type { Failed } from './outcome';
import { RefusalLimit } from './splitting';

/** The import stops after this many consecutive requests without a usable answer. The user can send the remaining rows later. */
const MAX_CONSECUTIVE_FAILURES = 3;

const CANCELLED: Failed = {
	status: 'notSent',
	reason: 'The execution was cancelled before this row was sent',
	reasonCode: 'cancelled',
};

/** The outcome of rows that were not sent because the import stopped. */
export function notSent(message: string, reasonCode: string): Failed {
	return { status: 'notSent', reason: `The import stopped before this row: ${message}`, reasonCode };
}

export const TOO_MANY_FAILED = 'tooManyFailed';

/** Decides, from the replies, whether an import ends before its last row. */
export class Ending {
	private readonly refusalLimit: RefusalLimit;
	private stopped?: Failed;
	/** The no that the node throws unless the platform accepts a request. */
	private standingNo?: No;
	/** Whether any row may be at the platform. */
	private anythingAccepted = false;
	private consecutiveFailures = 0;

	constructor(
		splitRefused: boolean,
		private readonly control: Pick<ImportControl, 'isCancelled' | 'endOnRefusal'>,
	) {
		this.refusalLimit = new RefusalLimit(splitRefused);
	}

	/** Whether no further request may be sent. */
	readonly isOver = (): boolean => {
		return this.stopped !== undefined || this.control.isCancelled();
	};

	/** The outcome of the rows that were not sent. */
	get leftOver(): Failed {
		return this.stopped ?? CANCELLED;
	}

	/** The no that the node throws if nothing is accepted. As long as there is one, no new batch starts; an acceptance removes it. */
	get refusal(): No | undefined {
		return this.anythingAccepted ? undefined : this.standingNo;
	}

	/** Records that the platform accepted a request. */
	yes(): void {
		this.anythingAccepted = true;
		this.consecutiveFailures = 0;
		this.refusalLimit.accepted();
	}

	/** Records a request of which it is unknown whether the platform accepted it. */
	unknown(reply: No | Unknown): void {
		this.doubt();
		this.countFailure(reply);
	}

	/** Records that some rows may be at the platform. */
	doubt(): void {
		this.anythingAccepted = true;
	}

	/** Records that the platform refused a request. Returns whether the request is split to find the rows that caused the refusal. */
	no(no: No): boolean {
		const narrowed = this.refusalLimit.narrowsDown(no);
		if (!narrowed && this.endsOnRefusal() && (!this.standingNo || no.deniesAllCalls)) {
			this.standingNo = no.aboutRows ? (this.refusalLimit.firstRefusal ?? no) : no;
		}
		// A retryable refusal, such as one for a wrong clock, may not apply to the next requests.
		if (no.retryable) this.countFailure(no);
		else if (no.deniesAllCalls) this.stop(no.message, no.code);
		else this.consecutiveFailures = 0;
		return narrowed;
	}

	/** Stops the import when too many rows have failed. @param excess the reason from FailureLimit; undefined when there is none */
	stopForFailures(excess: string | undefined): void {
		if (excess !== undefined) this.stop(excess, TOO_MANY_FAILED);
	}

	/** Ends an import whose rows were all sent. If every row was refused, even when it was sent alone, the node throws the first refusal. */
	finish(): void {
		if (this.stopped === undefined && this.endsOnRefusal())
			this.standingNo ??= this.refusalLimit.firstRefusal;
	}

	private endsOnRefusal(): boolean {
		return this.control.endOnRefusal && !this.anythingAccepted && !this.control.isCancelled();
	}

	private countFailure({ message, code }: No | Unknown): void {
		if (++this.consecutiveFailures >= MAX_CONSECUTIVE_FAILURES) this.stop(message, code);
	}

	private stop(message: string, reasonCode: string): void {
		this.stopped ??= notSent(message, reasonCode);
	}
}

import type { No, Unknown } from '../http/reply';
import type { ImportControl } from './importJob';
import type { Failed } from './outcome';
import { RefusalLimit } from './splitting';

/** After this many requests in a row without a usable answer the import stops: rows that were not sent are easy to send later. */
const MAX_CONSECUTIVE_FAILURES = 3;

const CANCELLED: Failed = {
	status: 'notSent',
	reason: 'The execution was cancelled before this row was sent',
	reasonCode: 'cancelled',
};

/** The outcome of the rows that an import which stopped did not send. */
export function notSent(message: string, reasonCode: string): Failed {
	return { status: 'notSent', reason: `The import stopped before this row: ${message}`, reasonCode };
}

export const TOO_MANY_FAILED = 'tooManyFailed';

/** Decides when an import ends before its last row, and what its replies mean for that. */
export class Ending {
	private readonly refusalLimit: RefusalLimit;
	private stopped?: Failed;
	/** A no for which the node throws, unless anything is accepted. */
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

	/** Whether nothing may be sent any more. */
	readonly isOver = (): boolean => {
		return this.stopped !== undefined || this.control.isCancelled();
	};

	/** The outcome of the rows that were not sent. */
	get leftOver(): Failed {
		return this.stopped ?? CANCELLED;
	}

	/** The no that the node throws if nothing is accepted. While it stands, no new batch starts; an acceptance revokes it. */
	get refusal(): No | undefined {
		return this.anythingAccepted ? undefined : this.standingNo;
	}

	/** The platform took a request. */
	yes(): void {
		this.anythingAccepted = true;
		this.consecutiveFailures = 0;
		this.refusalLimit.accepted();
	}

	/** Nobody knows whether the platform took a request. */
	unknown(reply: No | Unknown): void {
		this.doubt();
		this.countFailure(reply);
	}

	/** Some rows may be at the platform. */
	doubt(): void {
		this.anythingAccepted = true;
	}

	/** The platform refused a request. Returns whether the refusal is narrowed down to the rows that it is about. */
	no(no: No): boolean {
		const narrowed = this.refusalLimit.narrowsDown(no);
		if (!narrowed && this.endsOnRefusal() && (!this.standingNo || no.deniesAllCalls)) {
			this.standingNo = no.aboutRows ? (this.refusalLimit.firstRefusal ?? no) : no;
		}
		// A refusal that another try may overcome, such as one for a wrong clock, does not deny the requests that follow.
		if (no.retryable) this.countFailure(no);
		else if (no.deniesAllCalls) this.stop(no.message, no.code);
		else this.consecutiveFailures = 0;
		return narrowed;
	}

	/** Stops the import when too many of its rows have failed, if there is such an excess (FailureLimit). */
	stopForFailures(excess: string | undefined): void {
		if (excess !== undefined) this.stop(excess, TOO_MANY_FAILED);
	}

	/** All rows that may be sent were sent: if all of them were refused, one at a time too, the first refusal is thrown. */
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

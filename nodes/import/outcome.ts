import type { IDataObject } from 'n8n-workflow';

/** The row leaves by Success: the platform confirmed it, or an asynchronous call took it. */
export type SuccessStatus = 'imported' | 'accepted';

/** The row leaves by Failed. */
export type FailedStatus =
	/** Refused here, before sending. */
	| 'invalid'
	/** Dropped by `skipDuplicates`. */
	| 'duplicate'
	/** The platform refused it. */
	| 'failed'
	/** Sent, and whether it took effect is not known. */
	| 'unconfirmed'
	/** The import stopped before it. */
	| 'notSent';

export interface Succeeded {
	status: SuccessStatus;
	/** What the platform says of the row: `uniqueId`, `customerId`. */
	details?: IDataObject;
}

export interface Failed {
	status: FailedStatus;
	reason: string;
	/** The platform's code, or a short word of ours such as `required`. */
	reasonCode: string;
	/** What helps the platform's support to find the request: `traceId`. */
	details?: IDataObject;
}

/** What became of one row. */
export type Outcome = Succeeded | Failed;

export function isSuccess(outcome: Outcome): outcome is Succeeded {
	return outcome.status === 'imported' || outcome.status === 'accepted';
}

/** The row leaves by Success. */
export type SuccessStatus =
	/** The platform confirmed it. */
	| 'imported'
	/** An asynchronous call took it. */
	| 'accepted'
	/** It would be sent: the import was only checked. */
	| 'checked';

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

/** What the platform says of a row beside its status. A name that is added here must join {@link OUTCOME_NAMES}. */
export interface OutcomeDetails {
	/** The batch number of an asynchronous call. */
	uniqueId?: string;
	/** The customer's ID, as text: it is larger than a safe integer. */
	customerId?: string;
	/** Helps the platform's support to find the request. */
	traceId?: string;
}

export interface Succeeded {
	status: SuccessStatus;
	details?: OutcomeDetails;
}

export interface Failed {
	status: FailedStatus;
	reason: string;
	/** The platform's code, or a short word of ours such as `required`. */
	reasonCode: string;
	/** The platform's column that the reason is about, if it is about one. It is only in the summary, not in the item. */
	column?: string;
	/** What can be done about it. An AI agent's model is told, an item has only the reason. */
	advice?: string;
	details?: OutcomeDetails;
}

/** What became of one row. */
export type Outcome = Succeeded | Failed;

export function isSuccess(outcome: Outcome): outcome is Succeeded {
	return outcome.status === 'imported' || outcome.status === 'accepted' || outcome.status === 'checked';
}

type OutcomeName = 'error' | 'status' | 'reason' | 'reasonCode' | 'batch' | keyof OutcomeDetails;

const NAMES: Record<OutcomeName, true> = {
	// n8n's engine treats an item with this key as failed, and may run the node again because of it.
	error: true,
	status: true,
	reason: true,
	reasonCode: true,
	batch: true,
	uniqueId: true,
	customerId: true,
	traceId: true,
};

/** The keys of an output item that belong to the outcome, on both outputs and whatever the outcome is. */
export const OUTCOME_NAMES: ReadonlySet<string> = new Set(Object.keys(NAMES));

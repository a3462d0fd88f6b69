/** The statuses of rows on the output Success. */
export type SuccessStatus =
	/** The platform confirmed the row. */
	| 'imported'
	/** An asynchronous call accepted the row, and the platform processes it later. */
	| 'accepted'
	/** The row would be sent, but the import only checked it. */
	| 'checked';

/** The statuses of rows on the output Failed. */
export type FailedStatus =
	/** The node refused the row before sending. */
	| 'invalid'
	/** The row repeats an earlier one, and `skipDuplicates` left it out. */
	| 'duplicate'
	/** The platform refused the row. */
	| 'failed'
	/** The row was sent, but it is not known whether it took effect. */
	| 'unconfirmed'
	/** The import stopped before the row was sent. */
	| 'notSent';

/** Facts about a row from the platform's reply. A name that is added here must be added to {@link OUTCOME_NAMES}, too. */
export interface OutcomeDetails {
	/** The batch number of an asynchronous call. */
	uniqueId?: string;
	/** The customer's ID, as text because it may exceed 2^53. */
	customerId?: string;
	/** An ID by which the platform's support finds the request. */
	traceId?: string;
}

export interface Succeeded {
	status: SuccessStatus;
	details?: OutcomeDetails;
}

export interface Failed {
	status: FailedStatus;
	reason: string;
	/** The platform's code, or a short word of this node such as `required`. */
	reasonCode: string;
	/** Label of the column that caused the failure, if it was a single one. It is part of the summary, not of the item. */
	column?: string;
	/** What the user can do. It is part of the answer to an AI agent's model, not of the item. */
	advice?: string;
	details?: OutcomeDetails;
}

/** The outcome of one row. */
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

/** The keys that are reserved for the outcome in the items of both outputs. */
export const OUTCOME_NAMES: ReadonlySet<string> = new Set(Object.keys(NAMES));

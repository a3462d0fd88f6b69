/** What the platform's codes mean for the person who sees them. Source: the pages on common codes, and those of batch_create. */
export const ADVICE: Record<string, string> = {
	'1001': "A value is missing: fill in 'Access Key' and 'Access Secret' of the NXLink credential.",
	'1002':
		'NXLink does not understand a value of the request: compare the columns with the limits in the README.',
	'1003':
		"The signature does not fit: check 'Access Secret' and 'Signature Algorithm' of the NXLink credential.",
	'1004': "The clock of this n8n differs from NXLink's by more than 60 seconds: set the machine's clock.",
	'1005':
		"Check 'Access Key' and 'Region' of the NXLink credential, and that the key has the permission for customer data (CDP).",
	'12148': "The seat user (归属坐席) in 'Seat User' does not exist: see 管理 → 成员 in NXLink.",
};

/** 0 is the documented one; the vendor's own tools take 200 for success too. */
export const SUCCESS_CODES = new Set(['0', '200']);

/** Neither a yes nor a no by any page: "request failed", "system error", "business error". */
export const UNCLEAR_CODES = new Set(['-1', '88', '99', '20000']);

/** Every further call would be refused in the same way: all codes from 1000 to 1009 but those of a parameter and of the clock. */
export const AUTHENTICATION_CODE = /^100[0135-9]$/;

export const CLOCK_CODE = '1004';

/** Refusals of the caller, whatever is in the rows. Any other code, such as 1002 and 12148, may be about the rows of the call. */
export const TARGET_CODES = new Set(['401', '403', '404', '1001', '1003', CLOCK_CODE, '1005']);

/** Reply code → what the user can do about it. Source: the pages on common codes and on batch_create. */
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

/** The documents name 0; third-party tools that work with NXLink accept 200 too. */
export const SUCCESS_CODES = new Set(['0', '200']);

/** Codes that do not say whether the call had an effect: "request failed", "system error", "business error". */
export const UNCLEAR_CODES = new Set(['-1', '88', '99', '20000']);

/** The credential is refused, so every further call would be too: all codes from 1000 to 1009 except 1002 (parameter) and 1004 (clock). */
export const AUTHENTICATION_CODE = /^100[0135-9]$/;

export const CLOCK_CODE = '1004';

/** Codes and HTTP statuses that refuse the caller or the URL, and are not about the rows. Others, such as 1002 and 12148, may be about the rows. */
export const TARGET_CODES = new Set(['401', '403', '404', '1001', '1003', CLOCK_CODE, '1005']);

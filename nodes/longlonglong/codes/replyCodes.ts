/** What a user can do about a reply, by its code. The documents describe only 200 and 6007; the others have their meaning in HTTP. */
export const ADVICE: Record<string, string> = {
	'401':
		"Check 'Access Token' of the Longlonglong credential: it is the partner token (合作伙伴 token) and may have expired.",
	'403': "The token has no right to this: check 'Access Token' and 'User ID' of the Longlonglong credential.",
	'404': 'Check the user ID and the task ID of this node: the platform does not know one of them.',
	'6007':
		"The numbers of a 2.0 task cannot be changed while it runs. Pause it first, for example with 'Longlonglong Task Number', resource 'Task', operation 'Pause'.",
};

/** The code of a success. Source: every page of the manual. */
export const SUCCESS_CODE = 200;

/**
 * Codes of refusals that do not depend on the rows of a call: the token, its rights, the account or the task, and a 2.0 task that is
 * running. A refusal with any other code may be about the rows.
 */
export const TARGET_CODES = new Set(['401', '403', '404', '6007']);

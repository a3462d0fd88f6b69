/** What a user can do about the platform's codes. The documents describe only some of them. */
export const ADVICE: Record<string, string> = {
	'401':
		"Check 'Access Token' of the Longlonglong credential: it is the partner token (合作伙伴 token) and may have run out.",
	'403': "The token has no right to this: check 'Access Token' and 'User ID' of the Longlonglong credential.",
	'404': 'Check the user ID and the task ID of this node: the platform does not know one of them.',
	'6007':
		"A 2.0 task takes no changes of its numbers while it runs: pause it first, for example with 'Longlonglong Task Number', resource 'Task', operation 'Pause'.",
};

export const SUCCESS_CODE = 200;

/**
 * Refusals of the caller or the target, whatever is in the rows: token, rights, account or task, a 2.0 task that is running. Any other
 * code may be about the rows of the call.
 */
export const TARGET_CODES = new Set(['401', '403', '404', '6007']);

/** A rule that rows may break; it came to be known when the platform refused them, so no document has it. */
export interface RowRule {
	/** A field of the row, such as `name` or `belong_seat_user`. */
	field: string;
	/** Text of a regular expression. A row whose field fits it breaks the rule. */
	pattern: string;
	/** The platform's code and words; without them, its usual ones for a wrong value. */
	code?: number;
	message?: string;
}

/** A rule, and the row that breaks it. */
export interface BrokenRule {
	rule: RowRule;
	/** 0-based position of the row in its request. */
	index: number;
}

/** @returns whether a row breaks a rule; a field that is missing or no text or number breaks none. */
export function breaks(row: unknown, { field, pattern }: RowRule): boolean {
	const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return false;
	return new RegExp(pattern, 'u').test(String(value));
}

/** @returns the rules that rows of a request break, row by row; each row with the first that it breaks. */
export function brokenRules(rows: readonly unknown[], rules: readonly RowRule[]): BrokenRule[] {
	if (rules.length === 0) return [];
	return rows.flatMap((row, index) => {
		const rule = rules.find((candidate) => breaks(row, candidate));
		return rule ? [{ rule, index }] : [];
	});
}

/** @throws Error saying what is wrong with rules that came as JSON */
export function checkRowRules(rules: unknown): void {
	if (rules === undefined) return;
	for (const rule of rules as unknown[]) {
		const { field, pattern, code, message } = (rule ?? {}) as Record<string, unknown>;
		if (typeof field !== 'string' || typeof pattern !== 'string')
			throw new Error('A rule for rows needs field and pattern, both texts.');
		if (code !== undefined && typeof code !== 'number') throw new Error('code of a rule must be a number.');
		if (message !== undefined && typeof message !== 'string')
			throw new Error('message of a rule must be a text.');
		new RegExp(pattern, 'u'); // a pattern that is none is refused with the words of JavaScript
	}
}

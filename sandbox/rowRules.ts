/** A rule of the platform that no document mentions. Rows that break it are refused. */
export interface RowRule {
	/** A field of the row, such as `name` or `belong_seat_user`. */
	field: string;
	/** Text of a regular expression. A row whose field matches it breaks the rule. */
	pattern: string;
	/** The platform's code and message; the defaults are those for a wrong value. */
	code?: number;
	message?: string;
}

/** A rule with the row that breaks it. */
export interface BrokenRule {
	rule: RowRule;
	/** 0-based position of the row in its request. */
	index: number;
}

/** @returns whether a row breaks a rule. A field that is neither a text nor a number does not break one. */
export function breaksRule(row: unknown, { field, pattern }: RowRule): boolean {
	const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return false;
	return new RegExp(pattern, 'u').test(String(value));
}

/** @returns for each row that breaks a rule, the first such rule, in the order of the rows. */
export function findBrokenRules(rows: readonly unknown[], rules: readonly RowRule[]): BrokenRule[] {
	if (rules.length === 0) return [];
	return rows.flatMap((row, index) => {
		const rule = rules.find((candidate) => breaksRule(row, candidate));
		return rule ? [{ rule, index }] : [];
	});
}

/** Checks rules that came as JSON. @throws Error that says what is wrong with them */
export function checkRowRules(rules: unknown): void {
	if (rules === undefined) return;
	for (const rule of rules as unknown[]) {
		const { field, pattern, code, message } = (rule ?? {}) as Record<string, unknown>;
		if (typeof field !== 'string' || typeof pattern !== 'string')
			throw new Error('A rule for rows needs field and pattern, both texts.');
		if (code !== undefined && typeof code !== 'number') throw new Error('code of a rule must be a number.');
		if (message !== undefined && typeof message !== 'string')
			throw new Error('message of a rule must be a text.');
		new RegExp(pattern, 'u'); // throws JavaScript's error for an invalid pattern
	}
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The names that stand in users' workflows: after a release they never change. A change of one is a decision, and is entered in
 * unit/publicNames.txt by hand; the tests print the lines that differ.
 */
const SNAPSHOT = join(__dirname, 'unit/publicNames.txt');

/** What the lines begin with that only running an operation tells: the names in its items. */
export const RESULT = 'result ';

/** Compares names with the lines of publicNames.txt that are of their kind. */
export function expectPublicNames(now: readonly string[], isOfKind: (line: string) => boolean): void {
	const kept = readFileSync(SNAPSHOT, 'utf8').trimEnd().split('\n').filter(isOfKind);
	expect({
		gone: kept.filter((line) => !now.includes(line)),
		new: now.filter((line) => !kept.includes(line)),
	}).toEqual({ gone: [], new: [] });
}

import { entriesIn, isRecord, wholeNumber } from '../../http/values';
import { wordsIn } from '../../http/words';
import type { Failed, Outcome } from '../../import/outcome';
import { unconfirmedOutcome } from '../../platform/rowReplies';
import { matchesMask } from '../../rows/masks';

/**
 * The synchronous import names the rows that it refused by masked phones (`911***8179`), without an index. This file finds the rows with
 * these phones. A row is imported only when the counts in the reply confirm it.
 */

interface Failure {
	phone: string;
	cause: string;
}

const NO_CAUSE = 'the platform gave no reason';

function failuresOf(failDatas: unknown): Failure[] {
	return entriesIn(failDatas).map((entry) => {
		const { fail_data: phone, fail_cause: cause } = isRecord(entry) ? entry : {};
		return { phone: wordsIn(phone), cause: wordsIn(cause) || NO_CAUSE };
	});
}

function causesByMask(failures: Failure[]): Map<string, string[]> {
	const causes = new Map<string, string[]>();
	for (const { phone, cause } of failures) {
		const known = causes.get(phone);
		if (known) known.push(cause);
		else causes.set(phone, [cause]);
	}
	return causes;
}

/** The length of a reason code, at most. */
const MAX_CODE_LENGTH = 40;

/**
 * Makes a reason code from a cause, because the platform gives none. The code is the cause without digits and asterisks, which differ from
 * row to row, and without the punctuation at its end: `格式不正确。` → `格式不正确`.
 */
function codeOf(cause: string): string {
	if (cause === NO_CAUSE) return 'refused';
	const words = cause
		.replace(/[\d*]+/g, '')
		.replace(/\s+/g, ' ')
		.replace(/[\s\p{P}]+$/u, '');
	return words.trim().slice(0, MAX_CODE_LENGTH) || 'refused';
}

/** The outcome of the rows that fit a mask. It is certain when one row fits, or when as many rows fit as were refused. */
function outcomeOfMask(mask: string, causes: string[], matching: number): Failed {
	const cause = [...new Set(causes)].join(' ');
	if (matching === 1 || matching === causes.length) {
		return { status: 'failed', reason: cause, reasonCode: codeOf(cause) };
	}
	return {
		status: 'unconfirmed',
		reason: `The platform refused ${causes.length} number(s) shown as ${mask}, which fits ${matching} rows of this request: ${cause}`,
		reasonCode: 'ambiguous',
	};
}

/** The outcomes of the rows that fit a mask, and how many failures fit no row. Rows that fit no mask have no outcome yet. */
function refusedRows(
	failures: Failure[],
	phones: string[],
): { outcomes: Array<Failed | undefined>; unmatched: number } {
	const outcomes = new Array<Failed | undefined>(phones.length).fill(undefined);
	const masks = causesByMask(failures);
	// A reply with more masks than rows does not belong to this request, and matching all masks could take very long.
	if (masks.size > phones.length) return { outcomes, unmatched: failures.length };
	let unmatched = 0;
	for (const [mask, causes] of masks) {
		const matching = phones.flatMap((phone, index) => (matchesMask(phone, mask) ? [index] : []));
		unmatched += Math.max(0, causes.length - matching.length);
		for (const index of matching) {
			const known = outcomes[index];
			outcomes[index] = known
				? { ...known, status: 'unconfirmed', reasonCode: 'ambiguous' }
				: outcomeOfMask(mask, causes, matching.length);
		}
	}
	return { outcomes, unmatched };
}

/**
 * One outcome for each row of a synchronous number import. Source: page 批量添加号码（同步接口）.
 * @param data the reply's `data`: { taskNumberCount, crmCustomerCount, fail_datas: [{ fail_data, fail_cause }] }
 * @param phones the phones of the request, in its order
 */
export function numberOutcomes(data: unknown, phones: string[]): Outcome[] {
	if (!isRecord(data)) {
		const nothing: Failed = {
			status: 'unconfirmed',
			reason: 'The platform took the request, but its reply does not say what became of the rows',
			reasonCode: 'unaccounted',
		};
		return phones.map(() => nothing);
	}
	const failures = failuresOf(data.fail_datas);
	const { outcomes, unmatched } = refusedRows(failures, phones);
	const imported = wholeNumber(data.taskNumberCount);
	const notRefused = outcomes.filter((outcome) => outcome === undefined).length;
	const addsUp = unmatched === 0 && imported + failures.length === phones.length && notRefused <= imported;
	const count = Number.isNaN(imported) ? 'no' : String(imported);
	const doubt = `The platform counted ${count} imported rows of ${phones.length} and refused ${failures.length}, ${unmatched} of which fit no row`;
	const importedOutcome: Outcome = { status: 'imported' };
	const doubtfulOutcome = unconfirmedOutcome(importedOutcome, doubt);
	return outcomes.map((outcome) => {
		if (addsUp) return outcome ?? importedOutcome;
		return outcome ? unconfirmedOutcome(outcome, doubt) : doubtfulOutcome;
	});
}

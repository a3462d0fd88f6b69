import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isBlank } from '../../http/values';
import { cleanPhone } from '../../rows/phones';

const PHONE_SEPARATORS = /[,;，；、\r\n\t]+/;
/** Digits and an optional suffix that a platform may add: `13800138000_a1b2`. */
const PHONE = /^\d{3,20}(?:_\w+)?$/;
/** A phone that can stand between spaces. Shorter words count as groups of digits of one phone. */
const COMPLETE_PHONE = /^\d{7,20}(?:_\w+)?$/;

const ADVICE =
	'A phone number has 3 to 20 digits; spaces, dashes, dots, brackets and a leading +86 are removed. Masked phones (138****0000), wildcards and objects are refused. Put a comma or a line break between two phones.';

/** The phones in one entry; several when each word between spaces is a complete phone. Undefined when the entry is no phone. */
function phonesInEntry(entry: string): string[] | undefined {
	const words = entry.split(/\s+/).map((word) => cleanPhone(word, 'chinese'));
	if (words.length > 1 && words.every((word) => COMPLETE_PHONE.test(word))) return words;
	const phone = cleanPhone(entry, 'chinese');
	return PHONE.test(phone) ? [phone] : undefined;
}

/** The entries of a list or of a text, without blank ones. */
function entriesOf(value: unknown, encrypted: boolean): unknown[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	const splits = !encrypted || !Array.isArray(value);
	return list
		.flatMap((entry) => (typeof entry === 'string' && splits ? entry.split(PHONE_SEPARATORS) : [entry]))
		.filter((entry) => !isBlank(entry));
}

/**
 * Reads the different phones in a text or a list, and cleans them as an import does: `+86 138-0013-8000` becomes 13800138000.
 * @param label the parameter that the value comes from
 * @param encrypted whether the phones are encrypted, so that they are passed on as they are
 * @throws NodeOperationError when an entry is no phone; it names the entry's position and does not show the entry
 */
export function phonesIn(
	{ context, itemIndex }: { context: IExecuteFunctions; itemIndex: number },
	label: string,
	value: unknown,
	encrypted: boolean,
): string[] {
	const phones = entriesOf(value, encrypted).flatMap((entry, index) => {
		const text = typeof entry === 'string' || typeof entry === 'number' ? String(entry).trim() : undefined;
		const found = text === undefined ? undefined : encrypted ? [text] : phonesInEntry(text);
		if (found) return found;
		throw new NodeOperationError(
			context.getNode(),
			`Entry ${index + 1} of '${label}' is not a phone number: nothing was sent`,
			{ itemIndex, description: ADVICE },
		);
	});
	return [...new Set(phones)];
}

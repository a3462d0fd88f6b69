import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isBlank } from '../../http/values';
import { cleanPhone } from '../../rows/phones';

const BETWEEN_PHONES = /[,;，；、\r\n\t]+/;
/** Digits, and the suffix that a platform may have added: `13800138000_a1b2`. */
const PHONE = /^\d{3,20}(?:_\w+)?$/;
/** Shorter words with spaces between them are taken for groups of one phone's digits. */
const COMPLETE_PHONE = /^\d{7,20}(?:_\w+)?$/;

const ADVICE =
	'A phone number has 3 to 20 digits; spaces, dashes, dots, brackets and a leading +86 are taken off. Masked phones (138****0000), wildcards and objects are refused. Put a comma or a line break between two phones.';

/** The phones in one entry: several when each word between spaces is a complete phone. Undefined when it is none. */
function phonesInEntry(entry: string): string[] | undefined {
	const words = entry.split(/\s+/).map((word) => cleanPhone(word, 'chinese'));
	if (words.length > 1 && words.every((word) => COMPLETE_PHONE.test(word))) return words;
	const phone = cleanPhone(entry, 'chinese');
	return PHONE.test(phone) ? [phone] : undefined;
}

/** The entries of a list or of a text; what is blank is left out. */
function entriesOf(value: unknown, encrypted: boolean): unknown[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	const splits = !encrypted || !Array.isArray(value);
	return list
		.flatMap((entry) => (typeof entry === 'string' && splits ? entry.split(BETWEEN_PHONES) : [entry]))
		.filter((entry) => !isBlank(entry));
}

/**
 * The phones in a text or a list, each once, cleaned as an import cleans them: `+86 138-0013-8000` is 13800138000.
 * @param label the parameter that the value comes from
 * @param encrypted the phones are passed on as they are
 * @throws NodeOperationError when an entry is no phone; it names the entry's place and does not show it
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

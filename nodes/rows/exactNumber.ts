/** A decimal number, without thousands separators. Hexadecimal numbers do not match. */
const DECIMAL = /^[+-]?(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;
/** A short whole number is always exact. Most numbers are of this kind, so it is tested first. */
const SURELY_EXACT = /^-?\d{1,15}$/;

/** The significant digits of a decimal number with a power of ten. The result is the same for `1.50`, `1.5` and `15e-1`. */
function digitsOf(text: string): string | undefined {
	const [, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
	if (whole === '' && fraction === '') return undefined;
	const digits = (whole + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Whether a number is within ±2^53, where JavaScript represents every whole number exactly. */
export function isWithinExactRange(number: number): boolean {
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

/**
 * Reads the number in a text, if JavaScript can represent it with all its digits.
 * @returns NaN when the text is no number, undefined when the number would lose digits
 */
export function exactNumber(text: string): number | undefined {
	if (SURELY_EXACT.test(text)) return Number(text);
	const digits = digitsOf(text);
	if (digits === undefined) return NaN;
	const number = Number(text);
	return isWithinExactRange(number) && digitsOf(String(number)) === digits ? number : undefined;
}

/** A decimal number as people and programs write it; no hexadecimal, no thousands separators. */
const DECIMAL = /^[+-]?(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;
/** Short whole numbers are exact, and by far the most. */
const SURELY_EXACT = /^-?\d{1,15}$/;

/** The digits of a decimal number and the power of ten of the last one, the same for `1.50`, `1.5` and `15e-1`. */
function digitsOf(text: string): string | undefined {
	const [, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
	if (whole === '' && fraction === '') return undefined;
	const digits = (whole + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Whether a number is within ±2^53, where JavaScript counts without leaving a number out. */
export function isWithinExactRange(number: number): boolean {
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

/**
 * The number that a text writes, if JavaScript, and so JSON, can hold it with all its digits.
 * @returns NaN when the text is no number, undefined when the number would lose digits
 */
export function exactNumber(text: string): number | undefined {
	if (SURELY_EXACT.test(text)) return Number(text);
	const digits = digitsOf(text);
	if (digits === undefined) return NaN;
	const number = Number(text);
	return isWithinExactRange(number) && digitsOf(String(number)) === digits ? number : undefined;
}

/** @returns a number as `fail_datas` shows it: first three, three asterisks, last four (seed 001: `911***8179`). */
export function maskNumber(phone: unknown): string {
	const text = phone === undefined || phone === null ? '' : String(phone);
	return `${text.slice(0, 3)}***${text.slice(-4)}`;
}

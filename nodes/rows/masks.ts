/**
 * Whether a mask such as `911***8179` may stand for a phone. The visible start and end may overlap in a short phone.
 * @param mask a text with one or more groups of asterisks; a text without asterisks must equal the phone
 */
export function matchesMask(phone: string, mask: string): boolean {
	const [start = '', ...rest] = mask.split(/\*+/);
	const end = rest.pop();
	if (end === undefined) return phone === mask;
	if (start.length + end.length === 0 || !phone.startsWith(start) || !phone.endsWith(end)) return false;
	let from = start.length;
	return rest.every((part) => {
		const at = phone.indexOf(part, from);
		from = at + part.length;
		return at !== -1;
	});
}

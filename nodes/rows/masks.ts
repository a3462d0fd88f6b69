/**
 * Whether a phone may be the one behind a mask such as `911***8179`. The visible ends of a short phone may overlap.
 * @param mask text with one or more groups of asterisks; without any, it must be the phone itself
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

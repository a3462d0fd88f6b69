import { parseJson } from '../../../nodes/http/json';

it('reads megabytes of text with quotes and large numbers', () => {
	const rows = Array.from(
		{ length: 20_000 },
		(_, index) => `{"id":1214631327620775936,"text":"${'\\"'.repeat(40)}${index}"}`,
	);
	const parsed = parseJson(`[${rows.join(',')}]`) as Array<{ id: string }>;
	expect(parsed).toHaveLength(20_000);
	expect(parsed.every(({ id }) => id === '1214631327620775936')).toBe(true);
	expect(parseJson(`"${'\\\\'.repeat(4_000_000)}1214631327620775936"`)).toHaveLength(4_000_019);
});

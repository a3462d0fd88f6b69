import type { Database } from '../../scripts/queue/postgres';

/** A fresh table of the examples' CRM with this many rows, all of them new. */
export async function fillContacts(crm: Database, rows: number): Promise<void> {
	await crm.run(`
		DROP TABLE IF EXISTS contacts;
		CREATE TABLE contacts (
			id bigint PRIMARY KEY, name text, phone text, company text,
			call_status text, call_reason text, call_batch text
		);
		INSERT INTO contacts
		SELECT n, '客户' || n, (13000000000 + n)::text, '公司' || n % 100 FROM generate_series(1, ${rows}) n;
	`);
}

/** How many rows stand in which state; `new` are those that no execution has taken. */
export async function countByState(crm: Database): Promise<Record<string, number>> {
	const groups = await crm.rows<{ state: string; rows: number }>(
		"SELECT coalesce(call_status, 'new') AS state, count(*) AS rows FROM contacts GROUP BY 1",
	);
	return Object.fromEntries(groups.map(({ state, rows }) => [state, rows]));
}

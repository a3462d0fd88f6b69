import type { Sandbox } from '../../sandbox';
import type { ImportAccount } from './accounts';

/**
 * Compares what import nodes said with what the sandbox stored: each Success row is stored exactly once, and nothing
 * else is. For a sandbox that took no other imports; its asynchronous work is done at once.
 * @returns each disagreement in one line.
 */
export function disagreements(accounts: readonly ImportAccount[], sandbox: Sandbox): string[] {
	sandbox.finishPending();
	const rows = accounts.flatMap((account) => account.success);
	const nxlink = rows.filter((row) => typeof row.customerId === 'string');
	const longlonglong = rows.filter((row) => typeof row.customerId !== 'string');
	return [
		...differences('customer', countBy(nxlink, 'customerId'), countBy(sandbox.nxlink.storings, 'customerId')),
		...differences('phone', countBy(longlonglong, 'phone'), sandbox.longlonglong.timesStored()),
	];
}

function countBy<Key extends string>(
	rows: ReadonlyArray<{ [key in Key]?: unknown }>,
	key: Key,
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const row of rows) counts.set(String(row[key]), (counts.get(String(row[key])) ?? 0) + 1);
	return counts;
}

function differences(
	what: string,
	said: ReadonlyMap<string, number>,
	stored: ReadonlyMap<string, number>,
): string[] {
	const keys = new Set([...said.keys(), ...stored.keys()]);
	return [...keys]
		.filter((key) => said.get(key) !== stored.get(key))
		.map(
			(key) =>
				`The ${what} ${key}: ${said.get(key) ?? 0} Success rows, stored ${stored.get(key) ?? 0} times.`,
		);
}

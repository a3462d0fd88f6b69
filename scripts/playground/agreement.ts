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
		...differences('phone', countBy(longlonglong, 'phone'), timesStored(sandbox)),
	];
}

/** How often each phone was stored. A number of a task that also enters the public pool is stored once, in two places. */
function timesStored({ longlonglong }: Sandbox): Map<string, number> {
	const inOnePlace = new Map<string, number>();
	const ofRequest = new Map<string, { phone: string; times: number }>();
	for (const { phone, place, requestId } of longlonglong.storings) {
		const times = (inOnePlace.get(`${phone} ${requestId} ${place}`) ?? 0) + 1;
		inOnePlace.set(`${phone} ${requestId} ${place}`, times);
		const most = Math.max(times, ofRequest.get(`${phone} ${requestId}`)?.times ?? 0);
		ofRequest.set(`${phone} ${requestId}`, { phone, times: most });
	}
	const sums = new Map<string, number>();
	for (const { phone, times } of ofRequest.values()) sums.set(phone, (sums.get(phone) ?? 0) + times);
	return sums;
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

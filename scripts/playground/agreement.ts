import type { Sandbox } from '../../sandbox';
import type { ImportAccount } from './accounts';
import { sentPhone } from './accounts';

/**
 * Compares the outputs of import nodes with the rows that the sandbox stored: each Success row is stored exactly once, and nothing
 * else is. The sandbox must have had no other imports. Its asynchronous work is finished first.
 * @returns each disagreement in one line.
 */
export function disagreements(accounts: readonly ImportAccount[], sandbox: Sandbox): string[] {
	sandbox.finishPending();
	const ids: string[] = [];
	const phones: string[] = [];
	for (const account of accounts) {
		for (const row of account.success) {
			if (typeof row.customerId === 'string') ids.push(row.customerId);
			else phones.push(sentPhone(row, account));
		}
	}
	const storedIds = sandbox.nxlink.storings.map(({ customerId }) => String(customerId));
	return [
		...differences('customer', count(ids), count(storedIds)),
		...differences('phone', count(phones), timesStored(sandbox)),
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

function count(keys: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
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

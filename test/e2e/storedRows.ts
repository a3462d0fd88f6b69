import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox';
import type { ImportAccount } from '../../scripts/playground/accounts';
import { sentPhone } from '../../scripts/playground/accounts';

/**
 * The rows that the sandbox stored, as they were sent, by phone or customer id. One that is stored in two places, the public pool and a
 * task, stands there twice. Asynchronous work is done at once.
 */
export function storedRows(sandbox: Sandbox): Map<string, IDataObject[]> {
	sandbox.finishPending();
	const stored = new Map<string, IDataObject[]>();
	const put = (key: string, row: Record<string, unknown>) => {
		stored.set(key, [...(stored.get(key) ?? []), row as IDataObject]);
	};
	for (const { phone, row } of sandbox.longlonglong.storings) put(phone, row);
	for (const { customerId, row } of sandbox.nxlink.storings) put(String(customerId), row);
	return stored;
}

/** Fields that are sent as they stand in the input. */
const TEXTS = ['name', 'full_name', 'company', 'email', 'extra'];

/** Expects that the sandbox stored each Success row of an import with the texts of its input columns; returns how it was stored. */
export function expectStored(account: ImportAccount, sandbox: Sandbox): IDataObject[] {
	const stored = storedRows(sandbox);
	const texts = TEXTS.filter((field) => field in account.columns);
	expect(texts).not.toEqual([]);
	return account.success.map((row) => {
		const key = String(row.customerId ?? sentPhone(row, account));
		const [sent, ...again] = stored.get(key) ?? [];
		if (!sent) throw new Error(`Not stored: ${JSON.stringify(row)}`);
		const given = texts.map((field) => String(row[account.columns[field] ?? field] ?? ''));
		for (const one of [sent, ...again]) expect(texts.map((field) => String(one[field] ?? ''))).toEqual(given);
		return sent;
	});
}

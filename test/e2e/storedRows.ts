import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox';

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

/** Expects that the sandbox stored each of these Success rows, with the very fields that the row says; returns how it was stored. */
export function expectStored(success: readonly IDataObject[], sandbox: Sandbox): IDataObject[] {
	const stored = storedRows(sandbox);
	return success.map((row) => {
		const [sent, ...again] = stored.get(String(row.customerId ?? row.phone)) ?? [];
		if (!sent) throw new Error(`Not stored: ${JSON.stringify(row)}`);
		for (const one of [sent, ...again]) expect(row).toMatchObject(one);
		return sent;
	});
}

import type { FaultOrder } from '../../../sandbox';
import { contacts, countBy, runImport, useSandbox } from './importing';
import type * as ShortSleep from './shortSleep';
import { pauses } from './shortSleep';
import type { ImportOperation } from './testedImports';
import { OPERATIONS } from './testedImports';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('./shortSleep').n8nWorkflow());

const sandbox = useSandbox();

function fault({ path }: ImportOperation, order: Partial<FaultOrder>): void {
	sandbox.current.faults.add({ path, ...order } as FaultOrder);
}

/** A moment after n requests have arrived. */
async function arrivals(count: number): Promise<void> {
	while (sandbox.current.requests.count < count) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe.each(OPERATIONS)('$name: n8n’s cancel button', (operation) => {
	it('lets no further request start, and nothing hangs', async () => {
		fault(operation, { kind: 'slow', delayMs: 60_000, after: 1, times: Infinity });
		const options = { batchSize: 2, batchesAtOnce: 2 };
		const cancelAfter = arrivals(3);
		const rows = contacts(12);
		const result = await runImport(operation, sandbox.current, { rows, options, cancelAfter });
		expect(result.executionStatus).toBe('canceled');
		expect(result.success).toHaveLength(2);
		expect(countBy(result.failed, 'status')).toEqual({ unconfirmed: 4, notSent: 6 });
		expect(result.failed.at(-1)).toMatchObject({ reasonCode: 'cancelled' });
		expect(result.failed).toMatchObject(rows.slice(2));
		expect(result.requests).toHaveLength(3);
	});

	it('ends a pause', async () => {
		fault(operation, { kind: 'tooMany', retryAfter: 500, times: Infinity });
		let press: () => void = () => {};
		const cancelAfter = new Promise<void>((resolve) => (press = resolve));
		pauses.on = () => press();
		const result = await runImport(operation, sandbox.current, { rows: contacts(6), cancelAfter });
		expect(result.executionStatus).toBe('canceled');
		expect(result.requests).toHaveLength(1);
		expect(result.success).toEqual([]);
	});
});

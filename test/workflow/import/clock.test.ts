import { contacts, runImport, useSandbox } from './importing';
import type * as ShortSleep from './shortSleep';
import { CUSTOMER_UPSERT, LONGLONGLONG_OPERATIONS } from './testedImports';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('./shortSleep').n8nWorkflow());

const sandbox = useSandbox();

describe('a wrong clock', () => {
	it.each([
		[600_000, 'behind', 'md5'],
		[-600_000, 'ahead of', 'sha256'],
	])(
		'of %i ms does not keep rows from NXLink, and the hint says by how much',
		async (offset, word, signAlgorithm) => {
			sandbox.current.settings.clockOffsetMs = offset;
			const { success, requests, hints } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
				rows: contacts(10),
				credential: { signAlgorithm },
				options: { batchSize: 2, batchesAtOnce: 1 },
			});
			expect(success).toHaveLength(10);
			expect(requests).toHaveLength(6);
			expect(requests[1]?.body.equals(requests[0]?.body ?? Buffer.alloc(0))).toBe(true);
			const [first, second] = requests.map(({ headers }) => headers);
			expect(second?.sign).not.toBe(first?.sign);
			expect(Math.abs(Number(second?.ts) - Number(first?.ts) - offset)).toBeLessThan(30_000);
			expect(hints.map(({ message }) => message).join('\n')).toMatch(
				new RegExp(`The clock of this n8n is (59|60)\\d s ${word} NXLink's\\.`),
			);
		},
	);

	it('costs one more request at most for each of the Batches at Once', async () => {
		sandbox.current.settings.clockOffsetMs = 600_000;
		const { success, requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows: contacts(20),
			options: { batchSize: 2, batchesAtOnce: 3 },
		});
		expect(success).toHaveLength(20);
		expect(requests.length).toBeGreaterThan(10);
		expect(requests.length).toBeLessThanOrEqual(10 + 3);
	});

	it.each(LONGLONGLONG_OPERATIONS)('is nothing to $name', async (operation) => {
		sandbox.current.settings.clockOffsetMs = 600_000;
		const { success, hints } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		expect([success.length, hints.length]).toEqual([2, 1]);
	});
});

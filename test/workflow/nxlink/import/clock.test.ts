import { NXLINK } from '../../../../sandbox';
import { contacts, runImport, useSandbox } from '../../import/importing';
import { CUSTOMER_UPSERT } from '../../import/records/nxlink';
import type * as ShortSleep from '../../import/shortSleep';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof ShortSleep>('../../import/shortSleep').n8nWorkflow(),
);

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

	it('fails one request at most that may not be tried again, and no other', async () => {
		sandbox.current.settings.clockOffsetMs = 600_000;
		const { success, failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows: contacts(10),
			options: { batchSize: 2, batchesAtOnce: 1, maxTries: 1 },
			onError: 'continueRegularOutput',
		});
		expect(failed).toMatchObject(new Array(2).fill({ status: 'failed', reasonCode: '1004', batch: 0 }));
		expect([failed.length, success.length]).toEqual([2, 8]);
	});
});

it('two requests signed in the same moment are both taken, and nothing of n8n repeats them', async () => {
	const options = { batchSize: 1, batchesAtOnce: 5 };
	const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { success, requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
		...{ rows: contacts(12), options, ...retryOnFail },
	});
	expect([success.length, requests.length]).toEqual([12, 12]);
});

it('the secret that signs is never sent', async () => {
	const { requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows: contacts(3) });
	const wire = requests
		.map(({ url, headers, body }) => JSON.stringify([url, headers, body.toString()]))
		.join();
	expect(wire).not.toContain(NXLINK.accessSecret);
	expect(wire).toContain(NXLINK.accessKey);
});

import type { FaultOrder, LoggedRequest, Sandbox } from '../../../sandbox';
import { hostile, startSandbox } from '../../../sandbox';
import { contacts, countBy, runImport, storedPhones, useSandbox } from './importing';
import type * as ShortSleep from './shortSleep';
import { pauses } from './shortSleep';
import type { ImportOperation } from './testedImports';
import { GUESTS, OPERATIONS } from './testedImports';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('./shortSleep').n8nWorkflow());

const sandbox = useSandbox();

/** Milliseconds that the import meant to wait after each request, by the number of requests so far. */
let waited: number[] = [];
beforeEach(() => {
	waited = [];
	pauses.on = (ms) => {
		const { count } = sandbox.current.requests;
		waited[count] = (waited[count] ?? 0) + ms;
	};
});

function fault(operation: ImportOperation, order: Partial<FaultOrder>): void {
	sandbox.current.faults.add({ path: operation.path, ...order } as FaultOrder);
}

/** The platform's own envelope with a code that means "not now". */
const tooMany = (
	status: number,
	code = 429,
	message: string | null = 'Too Many Attempts.',
): Partial<FaultOrder> => ({
	kind: 'answer',
	...hostile.json({ code, status: 'error', message, data: [] }, status),
});

const ONE_AT_A_TIME = { batchSize: 2, batchesAtOnce: 1 };
const bodies = (requests: LoggedRequest[]) => requests.map(({ body }) => body.toString());

describe.each(OPERATIONS)('$name', (operation) => {
	describe('what certainly had no effect is tried again', () => {
		it.each<[string, Partial<FaultOrder>, number, number]>([
			['429 with Retry-After in seconds', { kind: 'tooMany', retryAfter: 7 }, 7_000, 7_700],
			[
				'429 with Retry-After as a date',
				{ kind: 'tooMany', retryAfter: 9, retryAfterAs: 'date' },
				8_000,
				11_000,
			],
			['429 without a time', { kind: 'tooMany' }, 750, 1_250],
			['503 with Retry-After', { kind: 'unavailable', retryAfter: 3 }, 3_000, 3_300],
			['503 without a time', { kind: 'unavailable' }, 750, 1_250],
			['Retry-After that is no time', { kind: 'unavailable', retryAfter: 'soon' }, 750, 1_250],
			['429 with RateLimit-Reset', { ...tooMany(429), headers: { 'RateLimit-Reset': '7' } }, 7_000, 7_700],
			[
				'429 with X-RateLimit-Retry-After',
				{ ...tooMany(429), headers: { 'X-RateLimit-Retry-After': '7' } },
				7_000,
				7_700,
			],
			['HTTP 200 with code 429', { ...tooMany(200), headers: { 'Retry-After': '7' } }, 7_000, 7_700],
			['HTTP 200 with code 503', { ...tooMany(200, 503), headers: { 'Retry-After': '7' } }, 7_000, 7_700],
			[
				'HTTP 200 with code 429 and no words',
				{ ...tooMany(200, 429, ''), headers: { 'Retry-After': '7' } },
				7_000,
				7_700,
			],
		])('after %s', async (_what, order, least, most) => {
			fault(operation, order);
			const { success, requests, hints } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			expect(success).toHaveLength(2);
			expect(requests).toHaveLength(2);
			expect(bodies(requests)[1]).toBe(bodies(requests)[0]);
			expect(waited[1]).toBeGreaterThanOrEqual(least);
			expect(waited[1]).toBeLessThanOrEqual(most);
			expect(hints[0]?.message).toContain('in 2 requests. 1 request of these repeated earlier ones');
		});

		it('no sooner than a date says, also when the clocks differ', async () => {
			sandbox.current.settings.clockOffsetMs = operation.clockOffsetMs;
			fault(operation, { kind: 'tooMany', retryAfter: 20, retryAfterAs: 'date' });
			const { success } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			expect(success).toHaveLength(2);
			expect(waited[1]).toBeGreaterThanOrEqual(19_000);
			expect(waited[1]).toBeLessThanOrEqual(24_000);
		});

		it('with pauses that grow, at most Max Tries times; then it is an error with the platform’s words', async () => {
			fault(operation, { kind: 'tooMany', times: Infinity });
			const { error, requests } = await runImport(operation, sandbox.current, {
				rows: contacts(2),
				options: { maxTries: 4 },
			});
			expect(requests).toHaveLength(4);
			for (const [index, pause] of [1_000, 2_000, 4_000].entries()) {
				expect(waited[index + 1]).toBeGreaterThanOrEqual(0.75 * pause);
				expect(waited[index + 1]).toBeLessThanOrEqual(1.25 * pause);
			}
			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '429' });
			expect(error?.message).toContain('Too Many Attempts.');
		});

		it('but not when the platform wants to be left alone for long', async () => {
			fault(operation, { kind: 'unavailable', retryAfter: 3_600 });
			const { error, requests } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			expect(error).toMatchObject({ httpCode: '503' });
			expect([requests.length, waited]).toEqual([1, []]);
		});

		it('with Max Tries 1 nothing is', async () => {
			fault(operation, { kind: 'unavailable' });
			const options = { maxTries: 1 };
			const { error, requests } = await runImport(operation, sandbox.current, { rows: contacts(2), options });
			expect([error?.name, requests.length]).toEqual(['NodeApiError', 1]);
		});

		it('and three requests in a row without success end an import under way: the rest is not sent', async () => {
			fault(operation, { kind: 'unavailable', after: 1, times: Infinity });
			const options = { ...ONE_AT_A_TIME, maxTries: 2 };
			const result = await runImport(operation, sandbox.current, { rows: contacts(12), options });
			expect(result.executionStatus).toBe('success');
			expect(result.success).toHaveLength(2);
			expect(countBy(result.failed, 'status')).toEqual({ failed: 6, notSent: 4 });
			expect(result.requests).toHaveLength(7);
		});

		it('a platform that cannot be connected to', async () => {
			const gone = await startSandbox();
			const { port, url: baseUrl } = gone;
			await gone.close();
			let back: Promise<Sandbox> | undefined;
			pauses.on = () => (back ??= startSandbox({ port, guests: GUESTS }));
			const { success, hints } = await runImport(operation, sandbox.current, {
				rows: contacts(2),
				credential: { baseUrl },
				options: { maxTries: 8 },
			});
			await (await back)?.close();
			expect(success).toHaveLength(2);
			expect(hints[0]?.message).toContain('repeated');
		});

		it('a platform that is never there: the error says what to check', async () => {
			const gone = await startSandbox();
			await gone.close();
			const { error } = await runImport(operation, sandbox.current, {
				rows: contacts(2),
				credential: { baseUrl: gone.url },
				options: { maxTries: 3 },
			});
			expect(waited[0]).toBeGreaterThanOrEqual(0.75 * 3_000);
			expect(waited[0]).toBeLessThanOrEqual(1.25 * 3_000);
			expect(error?.message).toMatch(/could not be reached: nothing answers at that address and port/);
			expect(error?.description).toMatch(/'Base URL' of the credential.*Code ECONNREFUSED/);
		});
	});

	const UNKNOWN: Array<[string, Partial<FaultOrder>]> = [
		['500 before it took effect', { kind: 'errorBefore' }],
		['500 after it took effect', { kind: 'errorAfter' }],
		['502', { kind: 'errorAfter', status: 502 }],
		['504', { kind: 'errorBefore', status: 504 }],
		['a connection cut before it took effect', { kind: 'cutBefore' }],
		['a connection cut after it took effect', { kind: 'cutAfter' }],
		['no answer in time', { kind: 'noAnswer' }],
		['no answer in time to what took effect', { kind: 'noAnswer', takeEffect: true }],
		['half a JSON and a cut', { kind: 'halfJson', ends: 'cut' }],
		['half a JSON', { kind: 'halfJson', ends: 'normally' }],
		['half a JSON and then silence', { kind: 'halfJson', ends: 'never' }],
		['an answer that comes too late', { kind: 'slow', delayMs: 2_000 }],
	];

	describe('what may have had an effect', () => {
		it.each(UNKNOWN)('is unconfirmed and sent once: %s', async (_what, order) => {
			fault(operation, { ...order, after: 1 });
			const options = { ...ONE_AT_A_TIME, timeout: 800 };
			const result = await runImport(operation, sandbox.current, { rows: contacts(6), options });
			expect(result.executionStatus).toBe('success');
			expect(countBy(result.failed, 'status')).toEqual({ unconfirmed: 2 });
			expect(result.failed[0]).toMatchObject({ batch: 1, reason: expect.stringMatching(/./) as string });
			expect(countBy(result.success, 'batch')).toEqual({ 0: 2, 2: 2 });
			expect(result.requests).toHaveLength(3);
			expect(waited).toEqual([]);
			const stored = storedPhones(operation, sandbox.current);
			expect(new Set(stored).size).toBe(stored.length);
			const certain = result.success.map((row) => row.mobile);
			expect(stored).toEqual(expect.arrayContaining(certain));
		});

		it.each(UNKNOWN)('is sent again with Retry When Unknown: %s', async (_what, order) => {
			fault(operation, order);
			const options = { retryWhenUnknown: true, timeout: 800 };
			const result = await runImport(operation, sandbox.current, { rows: contacts(2), options });
			expect(result.requests).toHaveLength(2);
			expect([...result.success, ...result.failed]).toHaveLength(2);
			expect(waited[1]).toBeGreaterThanOrEqual(750);
			for (const { status } of result.failed) expect(status).toBe('unconfirmed');
		});

		it('is never an error of the node, and ends the import after three in a row', async () => {
			fault(operation, { kind: 'errorAfter', times: Infinity });
			const result = await runImport(operation, sandbox.current, {
				rows: contacts(10),
				options: ONE_AT_A_TIME,
			});
			expect(result.executionStatus).toBe('success');
			expect(countBy(result.failed, 'status')).toEqual({ unconfirmed: 6, notSent: 4 });
			expect(result.failed.at(-1)?.reason).toMatch(/^The import stopped before this row: HTTP 500/);
		});
	});

	it('a request refused after a doubtful try does not make its rows certain failures', async () => {
		fault(operation, { kind: 'cutAfter', after: 1 });
		const body = JSON.stringify({ code: 404, status: 'error', message: 'no', data: null });
		fault(operation, { kind: 'answer', after: 2, body });
		const options = { ...ONE_AT_A_TIME, retryWhenUnknown: true };
		const { failed } = await runImport(operation, sandbox.current, { rows: contacts(6), options });
		expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
	});
});

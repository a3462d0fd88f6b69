import type { N8n } from '../../scripts/n8nHost/n8n';
import { noteDelivery, sendCallbacks, triggerWorkflow } from './callbacks';
import { countByState, fillContacts } from './contacts';
import { begunBy, openQueueStage, until } from './stage';
import type { QueueStage } from './stage';

jest.setTimeout(300_000);

const ROWS = 20_000;
const PARTS = 4;
const CALLBACKS = 2_000;
const REPEATED = 200;
const ONE_AFTER_ANOTHER = 20;

const print = (line: string) => void process.stderr.write(`${line}\n`);

let stage: QueueStage;
let whole: string;
let part: string;
beforeAll(async () => {
	stage = await openQueueStage({
		workers: 2,
		webhooks: 2,
		env: {
			// The whole and its parts are five jobs: with three at once, no worker can take all of them.
			N8N_CONCURRENCY_PRODUCTION_LIMIT: '3',
			// n8n's defaults (60 s, 10 s and 30 s) notice a dead worker later.
			QUEUE_WORKER_LOCK_DURATION: '15000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			QUEUE_WORKER_STALLED_INTERVAL: '3000',
			// Both save the making of an isolate for expressions that are not there; see docs/scaling.md.
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		},
		webhookEnv: { N8N_EXPRESSION_ENGINE: 'legacy' },
		print,
	});
	part = await stage.provide('spread-over-workers-part.json');
	whole = await stage.provide('spread-over-workers.json');
	await stage.driver.activate(part);
});
afterAll(async () => {
	await stage.stop();
});
beforeEach(() => stage.sandbox.reset());

/** Rows by how often the call task got them. */
function storedTimes(): Record<number, number> {
	const counts: Record<number, number> = {};
	for (const times of stage.sandbox.longlonglong.timesStored('task').values()) {
		counts[times] = (counts[times] ?? 0) + 1;
	}
	return counts;
}

async function newestParts(count: number): Promise<Array<{ id: string; status: string }>> {
	return (await stage.driver.executions(part)).slice(0, count);
}

describe('an import of 20,000 rows of a PostgreSQL table, in four parts', () => {
	it('runs on both workers, and the parent gets the outcome of each row', async () => {
		await fillContacts(stage.crm, ROWS);
		const started = Date.now();
		const execution = await stage.driver.run(whole, 'Start');
		const seconds = (Date.now() - started) / 1000;
		expect([execution.status, execution.error]).toEqual(['success', undefined]);

		const outcomes = execution.rows('All parts at once');
		expect(new Set(outcomes.map(({ id }) => id)).size).toBe(ROWS);
		expect(execution.rows('Outcomes by status')).toEqual([{ status: 'imported', count_id: ROWS }]);
		expect(storedTimes()).toEqual({ 1: ROWS });
		expect(await countByState(stage.crm)).toEqual({ imported: ROWS });

		const parts = await newestParts(PARTS);
		const shares = stage.workers.map((worker) => parts.filter(({ id }) => begunBy(worker).has(id)).length);
		expect(Math.min(...shares)).toBeGreaterThan(0);
		print(`${ROWS} rows in ${seconds.toFixed(1)} s; parts on the two workers: ${shares.join(' and ')}`);
	});
});

describe('a worker that is killed in the middle of its parts', () => {
	/** Starts the import and kills the worker that does not run the parent. How many parts died with it. */
	async function killDuring(execution: string): Promise<number> {
		await until('all parts have begun, and a quarter of the rows is there', async () => {
			const begun = stage.workers.map(begunBy);
			const parts = await newestParts(PARTS);
			const isNew = parts.every(({ id }) => Number(id) > Number(execution));
			return isNew && parts.every(({ id }) => begun.some((ids) => ids.has(id))) && isAQuarterThere();
		});
		const victim = stage.workers.find((worker) => !begunBy(worker).has(execution)) as N8n;
		const parts = await newestParts(PARTS);
		const died = parts.filter(({ id }) => begunBy(victim).has(id)).length;
		await victim.kill();
		return died;
	}
	const isAQuarterThere = () => stage.sandbox.longlonglong.storings.length > ROWS / 4;

	it('leaves rows that say so; settled with what the task has, the next run brings the rest, none twice', async () => {
		await fillContacts(stage.crm, ROWS);
		stage.sandbox.faults.add({ kind: 'slow', delayMs: 300, times: Infinity, path: '/number' });
		const id = await stage.driver.start(whole, 'Start');
		const died = await killDuring(id);
		expect(died).toBeGreaterThan(0);
		const underWay = (died * ROWS) / PARTS;

		const execution = await stage.driver.waitFor(id);
		stage.sandbox.faults.clear();
		expect(execution.error?.message).toContain(`${died} of the parts gave no answer`);
		expect(execution.rows('All parts at once')).toHaveLength(ROWS - underWay);
		expect(await countByState(stage.crm)).toEqual({ imported: ROWS - underWay, sending: underWay });
		const states = (await newestParts(PARTS)).map(({ status }) => status).sort();
		expect(states).toEqual([
			...Array.from({ length: died }, () => 'error'),
			...Array.from({ length: PARTS - died }, () => 'success'),
		]);
		const arrived = Object.values(storedTimes()).reduce((sum, rows) => sum + rows, 0);
		print(
			`killed: ${died} parts, ${underWay} rows left 'sending', ${arrived - ROWS + underWay} of them had arrived`,
		);

		await stage.driver.run(whole, 'Start');
		expect(await countByState(stage.crm)).toEqual({ imported: ROWS - underWay, sending: underWay });

		const settled = await stage.driver.run(await stage.provide('spread-over-workers-rest.json'), 'Start');
		expect(settled.error).toBeUndefined();
		expect(await countByState(stage.crm)).toEqual({ imported: arrived, new: ROWS - arrived });
		expect(storedTimes()).toEqual({ 1: arrived });

		await stage.driver.run(whole, 'Start');
		const { imported = 0, ...undecided } = await countByState(stage.crm);
		const times = storedTimes();
		const stored = Object.values(times).reduce((sum, rows) => sum + rows, 0);
		const counts = { lost: ROWS - stored, twice: stored - (times[1] ?? 0), undecided };
		print(`after the next run: ${JSON.stringify(counts)}`);
		expect(counts).toEqual({ lost: 0, twice: 0, undecided: {} });
		expect(imported).toBe(ROWS);
	});
});

describe('callbacks to two webhook processes', () => {
	it('are all taken and executed, repeats with the same deliveryId whichever process they come to', async () => {
		const { id, addresses } = await triggerWorkflow(stage, 'Take callbacks');
		// How long the platform waits is not documented; here the machine may be busy with other things.
		stage.sandbox.settings.callbackTimeoutMs = 30_000;
		const started = Date.now();
		const answers = await sendCallbacks(stage.sandbox, addresses, { count: CALLBACKS, repeated: REPEATED });
		expect(answers).toEqual({ delivered: CALLBACKS });
		const answered = (Date.now() - started) / 1000;

		const executed = async () =>
			(await stage.n8nData.rows(`SELECT id FROM execution_entity WHERE "workflowId" = '${id}' AND finished`))
				.length;
		await until('all are executed', async () => (await executed()) === CALLBACKS, 200_000);
		const seconds = (Date.now() - started) / 1000;
		expect(await timesTaken(id)).toEqual({ 1: CALLBACKS - 2 * REPEATED, 2: REPEATED });
		const times = stage.sandbox.deliveries.map(({ durationMs = 0 }) => durationMs).sort((a, b) => a - b);
		const percentile = (share: number) => times[Math.floor(times.length * share)] ?? 0;
		print(
			`${CALLBACKS} callbacks answered in ${answered.toFixed(1)} s (half within ${percentile(0.5)} ms, ` +
				`99 of 100 within ${percentile(0.99)} ms), executed in ${seconds.toFixed(1)} s`,
		);
	});

	/** How many deliveryIds the executions of a workflow have seen how often. */
	async function timesTaken(workflowId: string): Promise<Record<number, number>> {
		const groups = await stage.n8nData.rows<{ times: number; deliveries: number }>(`
			SELECT times, count(*) AS deliveries FROM (
				SELECT substring(data FROM '"(call-[0-9]+)"') AS delivery, count(*) AS times
				FROM execution_data JOIN execution_entity ON id = "executionId"
				WHERE "workflowId" = '${workflowId}' GROUP BY 1
			) taken GROUP BY 1
		`);
		return Object.fromEntries(groups.map(({ times, deliveries }) => [times, deliveries]));
	}

	it('pass Remove Duplicates once when they are repeated at the other process', async () => {
		await stage.crm.run('CREATE TABLE passed (id text)');
		const { addresses } = await triggerWorkflow(stage, 'Drop repeats', [
			{
				name: 'Each once',
				type: 'n8n-nodes-base.removeDuplicates',
				typeVersion: 2,
				parameters: {
					operation: 'removeItemsSeenInPreviousExecutions',
					dedupeValue: '={{ $json.deliveryId }}',
					options: {},
				},
			},
			noteDelivery(stage, 'INSERT INTO passed VALUES ($1)'),
		]);
		const passed = async () => (await stage.crm.rows('SELECT id FROM passed')).length;
		for (let number = 0; number < ONE_AFTER_ANOTHER; number++) {
			const payload = { count: 1, data: [{ callid: `repeated-${number}` }] };
			await stage.sandbox.deliverCallback({ kind: 'call', url: addresses[0], payload });
			await until('it has passed', async () => (await passed()) === number + 1);
			await stage.sandbox.deliverCallback({ kind: 'call', url: addresses[1], payload });
		}
		await until('nothing runs any more', async () => {
			const running = await stage.n8nData.rows(
				"SELECT id FROM execution_entity WHERE status IN ('new', 'running')",
			);
			return running.length === 0;
		});
		expect(await passed()).toBe(ONE_AFTER_ANOTHER);
	});
});

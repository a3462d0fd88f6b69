import fc from 'fast-check';

import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { NxlinkApi } from '../../credentials/NxlinkApi.credentials';
import { LonglonglongCustomer } from '../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { NxlinkCustomer } from '../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG, NXLINK, startSandbox } from '../../sandbox';
import { runNode } from '../workflow/harness';
import type { Observed } from './books';
import { violations } from './books';
import { skip, startClock, stopClock, takePauses } from './clock';
import type { Operation, Plan } from './plan';
import { COLUMNS, plans } from './plan';
import { FINDS } from './seeds';

jest.mock('../../nodes/http/wait', () => ({
	...jest.requireActual<object>('../../nodes/http/wait'),
	pause: async (ms: number) => await skip(ms),
}));

/** How long a request may take here: without it, a fault that never answers would take a minute. */
const TIMEOUT_MS = 400;
const RUNS = Number(process.env.CAMPAIGN_RUNS ?? 2000);
const SEED = Number(process.env.CAMPAIGN_SEED ?? Math.floor(Math.random() * 2 ** 31));

const NODES = {
	customer: { type: new LonglonglongCustomer(), resource: 'customer', operation: 'import' },
	add: { type: new LonglonglongTaskNumber(), resource: 'number', operation: 'add' },
	addAsync: { type: new LonglonglongTaskNumber(), resource: 'number', operation: 'addAsync' },
	upsert: { type: new NxlinkCustomer(), resource: 'customer', operation: 'upsert' },
} satisfies Record<Operation, object>;

const figures = {
	runs: 0,
	rows: 0,
	thrown: 0,
	violations: 0,
	statuses: new Map<string, number>(),
	faults: new Map<string, number>(),
};
let sandbox: Sandbox;

function count(map: Map<string, number>, key: string): void {
	map.set(key, (map.get(key) ?? 0) + 1);
}

async function run(plan: Plan): Promise<Observed> {
	sandbox.reset();
	sandbox.settings.clockOffsetMs = plan.clockOffsetMs;
	sandbox.settings.errorStatus = plan.errorStatus;
	sandbox.settings.rowErrors = 'failItems';
	if (plan.keptRows) sandbox.settings.keptRows = plan.keptRows;
	for (const fault of plan.faults) sandbox.faults.add(fault);
	const { type, resource, operation } = NODES[plan.operation];
	takePauses();
	const result = await runNode({
		items: plan.rows,
		node: {
			type,
			onError: plan.onError,
			parameters: {
				resource,
				operation,
				taskId: { __rl: true, mode: 'id', value: LONGLONGLONG.tasks.newPaused },
				...(plan.whenExists && { whenExists: plan.whenExists }),
				columns: {
					mappingMode: plan.mappingMode,
					value: plan.mappingMode === 'defineBelow' ? COLUMNS[plan.operation] : null,
					matchingColumns: [],
					schema: [],
					attemptToConvertTypes: false,
					convertFieldsToString: false,
				},
				options: { timeout: TIMEOUT_MS, outputFields: 'sent', ...plan.options },
			},
			credentials: {
				longlonglongApi: {
					baseUrl: sandbox.url,
					accessToken: LONGLONGLONG.token,
					userId: LONGLONGLONG.userId,
				},
				nxlinkApi: {
					region: 'custom',
					baseUrl: sandbox.url,
					accessKey: NXLINK.accessKey,
					accessSecret: NXLINK.accessSecret,
					tenantId: String(NXLINK.tenantId),
					appKey: NXLINK.appKey,
				},
			},
			credentialTypes: [new LonglonglongApi(), new NxlinkApi()],
		},
	});
	sandbox.finishPending();
	const pooled = sandbox.longlonglong.timesStored('pool');
	return { plan, result, stored: storedPhones(plan.operation), pooled, sandbox, pauses: takePauses() };
}

function storedPhones(operation: Operation): Map<string, number> {
	if (operation !== 'upsert') {
		const place = operation === 'customer' ? 'pool' : 'task';
		return sandbox.longlonglong.timesStored(place);
	}
	const contacts = [...sandbox.nxlink.timesStored()];
	return new Map(contacts.map(([contact, times]) => [contact.replace('sms_phone:', ''), times]));
}

function note({ plan, result }: Observed): void {
	figures.runs++;
	figures.rows += plan.rows.length;
	if (result.error) figures.thrown++;
	for (const { json } of result.outputs.slice(0, 2).flat()) count(figures.statuses, String(json.status));
	for (const { order, firings } of sandbox.faults.list())
		for (let index = 0; index < firings.length; index++) count(figures.faults, order.label ?? order.kind);
}

async function check(plan: Plan): Promise<void> {
	const observed = await run(plan);
	note(observed);
	const { rows, ...rest } = plan;
	const about = { ...rest, rows: rows.length };
	const found = violations(observed);
	figures.violations += found.length;
	expect({ about, found }).toEqual({ about, found: [] });
}

function table(map: Map<string, number>): string {
	return [...map]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([key, times]) => `${key} ${times}`)
		.join(', ');
}

beforeAll(async () => {
	startClock();
	sandbox = await startSandbox();
});

afterAll(async () => {
	stopClock();
	await sandbox.close();
	const lines = [
		`campaign: seed ${SEED}, ${figures.runs} runs, ${figures.rows} rows, ${figures.thrown} node errors, violations ${figures.violations}`,
		`  rows: ${table(figures.statuses)}`,
		`  faults: ${table(figures.faults)}`,
	];
	process.stdout.write(`${lines.join('\n')}\n`);
});

for (const { what, plan } of FINDS) {
	it(`keeps the books of an earlier find: ${what}`, async () => await check(plan));
}

it(
	`keeps exact books in ${RUNS} imports under faults (seed ${SEED})`,
	async () => {
		await fc.assert(fc.asyncProperty(plans, check), { seed: SEED, numRuns: RUNS });
	},
	60 * 60_000,
);

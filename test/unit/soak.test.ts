import type { INodeExecutionData } from 'n8n-workflow';

import type { Plan } from '../campaign/plan';
import type { PlannedRow } from '../campaign/rows';
import type { ImportRun, Store } from '../soak/books';
import { callbackViolations, importViolations, readViolations, strangerViolations } from '../soak/books';
import type { Health } from '../soak/health';
import { connectionsTo, countHandles, healthViolations } from '../soak/health';

const PHONES = ['13800000000', '13800000001'];

function importOf(statuses: string[], more: Partial<ImportRun> = {}): ImportRun {
	const rows = PHONES.map((phone): PlannedRow => {
		return { json: { phone }, wire: {}, invalid: 'never', refused: false, phone };
	});
	const plan: Partial<Plan> = { operation: 'customer', rows, options: {}, onError: 'stopWorkflow' };
	const items = statuses.map((status, item): INodeExecutionData => {
		return { json: { status, ...(status === 'failed' && { reason: 'no' }) }, pairedItem: { item } };
	});
	const isSuccess = ({ json }: INodeExecutionData) => json.status === 'accepted';
	const counts: Record<string, number> = {};
	for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
	const outputs = [items.filter(isSuccess), items.filter((item) => !isSuccess(item)), [{ json: { counts } }]];
	const faults: Plan['faults'] = [{ kind: 'errorBefore' }];
	const whole = { ...plan, faults, refusedRows: [], rowsRefusedLater: [] } as unknown as Plan;
	return { plan: whole, status: 'success', outputs, ...more };
}

function storeOf(phones: string[], at = 0): Store {
	const times = new Map<string, number>();
	for (const phone of phones) times.set(phone, (times.get(phone) ?? 0) + 1);
	const none = new Map<string, number>();
	return {
		byOperation: { customer: times, add: none, addAsync: none, upsert: none },
		further: {},
		lastStoredAt: new Map(phones.map((phone) => [phone, at])),
	};
}

const wrongWith = (run: ImportRun, store: Store) => [...importViolations(run, store)];

describe('the books of a soak', () => {
	it('are right when every row has one outcome that the store bears out', () => {
		expect(wrongWith(importOf(['accepted', 'failed']), storeOf([PHONES[0] ?? '']))).toEqual([]);
	});

	it('show a lost row, a row that is not stored, a row that is stored although it failed, and a wrong Summary', () => {
		const lost = importOf(['accepted', 'accepted']);
		lost.outputs[0]?.pop();
		expect(wrongWith(lost, storeOf(PHONES))).toEqual([
			'1 items came out of 2 rows',
			'1 different input items are paired',
			`${PHONES[1]} is stored, and called failed, invalid or not sent`,
			'the Summary says 2 rows accepted, and 1 left',
		]);
		expect(wrongWith(importOf(['accepted', 'accepted']), storeOf([PHONES[0] ?? '']))).toEqual([
			'a row is called imported 1 times and stored 0 times',
		]);
		expect(wrongWith(importOf(['accepted', 'failed']), storeOf(PHONES))).toEqual([
			`${PHONES[1]} is stored, and called failed, invalid or not sent`,
		]);
	});

	it('show an import that ends in another way than by its rows, an error of ours or a stop', () => {
		expect(wrongWith(importOf([], { status: 'crashed', outputs: [] }), storeOf([]))).toContain(
			'an import ended as crashed',
		);
		const error = { name: 'TypeError', message: 'x is not a function' };
		expect(wrongWith(importOf([], { status: 'error', outputs: [], error }), storeOf([]))).toEqual([
			'the node threw a TypeError: x is not a function',
		]);
	});

	it('show a stopped import that stores a row twice, or long after the stop', () => {
		const stopped = importOf([], { status: 'canceled', outputs: [], stoppedAt: 1_000 });
		expect(wrongWith(stopped, storeOf(PHONES, 2_000))).toEqual([]);
		expect(wrongWith(stopped, storeOf([...PHONES, ...PHONES], 2_000))).toHaveLength(2);
		expect(wrongWith(stopped, storeOf(PHONES.slice(1), 61_000))).toEqual([
			'a row was stored 60000 ms after its import was stopped',
		]);
	});

	it('hold the rows of a stopped import of which n8n has kept the outcomes', () => {
		const error = { name: 'ManualExecutionCancelledError', message: 'The execution was cancelled manually' };
		const stopped = importOf(['accepted', 'failed'], { status: 'canceled', stoppedAt: 1_000, error });
		expect(wrongWith(stopped, storeOf(PHONES.slice(0, 1)))).toEqual([]);
		expect(wrongWith(stopped, storeOf(PHONES))).toHaveLength(1);
	});

	it('show a check of arrivals that says what is not so', () => {
		const answer = (arrival: string) => [
			PHONES.map((_phone, item) => ({ json: { arrival }, pairedItem: { item } })),
		];
		const run = importOf(['accepted', 'accepted']);
		const stored = storeOf(PHONES);
		const asked = (arrival: string): ImportRun => ({
			...run,
			arrival: {
				status: 'success',
				outputs: answer(arrival),
				stored: new Map(PHONES.map((phone) => [phone, 1])),
			},
		});
		expect(wrongWith(asked('arrived'), stored)).toEqual([]);
		expect(wrongWith(asked('unknown'), stored)).toEqual([]);
		expect(wrongWith(asked('missing'), stored)).toHaveLength(2);
	});

	it('show rows that a read has left out, and rows that nobody has sent', () => {
		const read = { list: 'pool', expected: ['a', 'b'], status: 'success' as const };
		expect([...readViolations({ ...read, outputs: [[{ json: { phone: 'a' } }]] })]).toEqual([
			'1 of 2 rows of pool were not read',
		]);
		expect([...strangerViolations([importOf(['accepted'])], storeOf([...PHONES, '999']))]).toEqual([
			'999 is stored, and no import has sent it',
		]);
	});

	it('show a callback that started nothing, one that started two executions, and an execution of no callback', () => {
		const delivered = (id: string) => ({
			payload: JSON.stringify({ unique_id: id }),
			outcome: 'delivered' as const,
		});
		const deliveries = [delivered('a'), delivered('b'), { ...delivered('c'), outcome: 'refused' as const }];
		expect([...callbackViolations(deliveries, ['…a…', '…b…'])]).toEqual([]);
		expect([...callbackViolations(deliveries, ['…a…', '…a…', '…c…', '…d…'])]).toEqual([
			'callback a was delivered 1 times and started 2 executions',
			'callback b was delivered 1 times and started 0 executions',
			'callback c was delivered 0 times and started 1 executions',
			'1 executions were started by no callback',
		]);
	});
});

describe('the health of the n8n process', () => {
	const moment = (minutes: number, rssMb: number, more: Partial<Health> = {}): Health => ({
		...{ minutes, rssMb, heapMb: 200, handles: { socket: 5 }, connections: 0 },
		...more,
	});
	const steady = [1, 3, 5, 6, 7, 28, 29, 30].map((minutes) => moment(minutes, 400));
	const endedWith = (rss: number[], more: Partial<Health> = {}) => [
		...steady.slice(0, 5),
		...rss.map((rssMb, index) => moment(28 + index, rssMb, more)),
	];
	const wrong = (moments: Health[]) => [...healthViolations(moments, 5)];

	it('is good when memory, handles and connections are what they were', () => {
		expect(wrong(steady)).toEqual([]);
		expect(wrong(endedWith([455, 455, 900]))).toEqual([]);
	});

	it('is bad when memory has grown since the warm-up, or a handle or connection is left', () => {
		expect(wrong(endedWith([470, 470, 470]))).toEqual(['memory went from 400 MB to 470 MB']);
		expect(wrong(endedWith([400, 400, 400], { connections: 2 }))).toEqual([
			'2 connections to the sandbox are still open',
		]);
		expect(wrong(endedWith([400, 400, 400], { handles: { socket: 6, '/tmp/x': 1 } }))).toEqual([
			'6 handles instead of 5: socket',
			'1 handles instead of 0: /tmp/x',
		]);
		expect(wrong([])).toEqual(['the run had no quiet moment']);
	});

	it('counts descriptors by kind, and the connections to a port that are the own ones', () => {
		const targets = ['socket:[11]', 'socket:[12]', 'pipe:[13]', '/a/database.sqlite'];
		expect(countHandles(targets)).toEqual({ socket: 2, pipe: 1, '/a/database.sqlite': 1 });
		const line = (remote: string, inode: number) =>
			`   0: 0100007F:9C40 ${remote} 01 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000`;
		const table = ['  sl  local_address rem_address', line('0100007F:1633', 11), line('0100007F:1633', 99)];
		expect(connectionsTo(0x1633, [...table, line('0100007F:0050', 12)].join('\n'), targets)).toBe(1);
	});
});

import type { IDataObject, INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { LONGLONGLONG } from '../../sandbox';
import type { CallbackOrder, Delivery } from '../../sandbox';
import { CallbackTarget, callbackWorkflow, deliver, deliverCalls } from './callbackWorkflow';
import { chain, openStage, ours, reference } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

/** Seconds on a machine that has nothing else to do. */
const THOUSAND_TIMEOUT_MS = 600_000;

const open = async (parameters = {}, next?: INode) =>
	await CallbackTarget.open(
		stage.driver,
		callbackWorkflow(stage.credentialFor('longlonglongTrigger'), parameters, next),
	);

const sent = (delivery: Delivery) => JSON.parse(delivery.payload) as IDataObject;

describe('callbacks of the platform', () => {
	it('each become the items that the documentation shows', async () => {
		const target = await open();
		const orders: Array<[Omit<CallbackOrder, 'url'>, string]> = [
			[{ kind: 'api_customer_to_task' }, 'customersMovedToTask'],
			[{ kind: 'import_number', mode: 'single' }, 'numbersImported'],
			[{ kind: 'import_number', mode: 'batch' }, 'numbersImported'],
			[{ kind: 'del_number', mode: 'single' }, 'numbersDeleted'],
			[{ kind: 'del_number', mode: 'batch' }, 'numbersDeleted'],
			[{ kind: 'task', taskEvent: 1 }, 'taskChanged'],
			[{ kind: 'task', taskEvent: 2 }, 'taskChanged'],
			[{ kind: 'call', count: 3 }, 'callFinished'],
			[{ kind: 'async_customer' }, 'other'],
			[{ kind: 'async_number' }, 'other'],
			[{ kind: 'other' }, 'other'],
			[{ kind: 'import_number', contentType: '' }, 'numbersImported'],
		];
		const expected: IDataObject[] = [];
		for (const [order, event] of orders) {
			const delivery = await deliver(stage.sandbox, target.address, order);
			expect([order, delivery.status]).toEqual([order, 200]);
			const payload = sent(delivery);
			const items = order.kind === 'call' ? (payload.data as IDataObject[]) : [payload];
			expected.push(
				...items.map((fields) => ({ ...fields, event, deliveryId: expect.any(String) as string })),
			);
		}

		const executions = await target.executions(orders.length);
		await target.deactivate();
		expect(executions.map(({ status }) => status)).toEqual(orders.map(() => 'success'));
		const items = executions.flatMap((execution) => execution.rows('Callback'));
		expect(items).toHaveLength(expected.length);
		expect(items).toEqual(expect.arrayContaining(expected));
		expect(new Set(items.map(({ deliveryId }) => deliveryId)).size).toBe(expected.length);
	});

	it('start nothing when their event is not chosen', async () => {
		const target = await open({ events: ['taskChanged'] });
		expect(await deliver(stage.sandbox, target.address, { kind: 'call' })).toMatchObject({
			outcome: 'delivered',
		});
		await deliver(stage.sandbox, target.address, { kind: 'task' });
		const executions = await target.executions(1);
		await target.deactivate();
		expect(executions.map((execution) => execution.rows('Callback')[0]?.event)).toEqual(['taskChanged']);
	});

	it('bring the numbers behind their link, when that is wanted', async () => {
		stage.sandbox.settings.downloadNeedsToken = true;
		const target = await open({ options: { downloadNumbers: true } });
		const numbers = ['13012121212', '13924667471', '13924667472'];
		await deliver(stage.sandbox, target.address, { kind: 'import_number', numbers });
		const [execution] = await target.executions(1);
		await target.deactivate();
		expect(execution?.rows('Callback')[0]?.numbers).toEqual(numbers);
	});

	it(
		'come in by the thousand, as fast as n8n takes them, and none is lost or comes twice',
		async () => {
			const target = await open();
			const callIds = Array.from({ length: 1_000 }, () => randomUUID());
			await deliverCalls(stage.sandbox, target.address, callIds, 10);
			const executions = await target.executions(callIds.length, THOUSAND_TIMEOUT_MS);
			await target.deactivate();
			const items = executions.flatMap((execution) => execution.rows('Callback'));
			expect(items).toHaveLength(callIds.length);
			expect(items.map(({ deliveryId }) => deliveryId).sort()).toEqual(callIds.sort());
		},
		THOUSAND_TIMEOUT_MS,
	);

	it('that are delivered twice pass Remove Duplicates once', async () => {
		const once: INode = {
			...{ id: 'once', name: 'Once', typeVersion: 2, position: [220, 0] },
			type: 'n8n-nodes-base.removeDuplicates',
			parameters: {
				operation: 'removeItemsSeenInPreviousExecutions',
				dedupeValue: '={{ $json.deliveryId }}',
			},
		};
		const target = await open({}, once);
		let executions = 0;
		for (const order of [
			{ kind: 'api_customer_to_task' },
			{ kind: 'call', count: 2 },
			{ kind: 'other' },
		] as const) {
			const first = await deliver(stage.sandbox, target.address, order);
			await target.untilEnded(++executions);
			await deliver(stage.sandbox, target.address, { kind: order.kind, payload: first.payload });
			await target.untilEnded(++executions);
		}
		const passed = (await target.executions(executions)).map((execution) => execution.rows('Once').length);
		await target.deactivate();
		expect(passed).toEqual([1, 0, 2, 0, 1, 0]);
	});
});

describe("'Move to Task'", () => {
	it('is answered later by a callback with the same unique id, and the numbers that were moved', async () => {
		const target = await open({ events: ['customersMovedToTask'], options: { downloadNumbers: true } });
		stage.sandbox.settings.callbackTimeoutMs = 60_000;
		stage.sandbox.settings.callbackUrls = { default: target.address };
		stage.sandbox.seed({ customers: 250 });
		const move = {
			name: 'Move',
			type: ours('longlonglongCustomer'),
			parameters: {
				...{ resource: 'customer', operation: 'moveToTask', confirmMoveAll: true },
				taskId: { __rl: true, mode: 'id', value: LONGLONGLONG.tasks.classicPaused },
			},
			more: { credentials: reference(stage.credentialFor('longlonglongCustomer')) },
		};
		const { id } = await stage.driver.createWorkflow(chain('move', [move]));
		const [moved] = (await stage.driver.run(id, 'Start')).rows('Move');
		const [execution] = await target.executions(1);
		await target.deactivate();
		await stage.driver.deleteWorkflow(id);
		expect(moved?.status).toBe('accepted');

		const [item] = execution?.rows('Callback') ?? [];
		expect(item).toMatchObject({
			event: 'customersMovedToTask',
			unique_id: moved?.uniqueId,
			deliveryId: `api_customer_to_task:${String(moved?.uniqueId)}`,
			task_id: LONGLONGLONG.tasks.classicPaused,
		});
		const phones = [...stage.sandbox.longlonglong.customers.values()].map(({ phone }) => phone);
		expect(item?.numbers).toHaveLength(250);
		expect(new Set(item?.numbers as string[])).toEqual(new Set(phones));
	});
});

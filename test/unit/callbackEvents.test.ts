import type { IDataObject } from 'n8n-workflow';
import { eventOptions, readCallback } from '../../nodes/longlonglong/LonglonglongTrigger/callbackEvents';
import { readPayload } from '../../nodes/longlonglong/LonglonglongTrigger/payload';

/** The samples of the manual's pages on callbacks (回调), shortened. */
const moved = {
	mode: 'batch',
	type: 'api_customer_to_task',
	unique_id: '5e7d2764-27fc-41b9-b19e-d06f91d82614',
	user_id: 'f00c8abc-433f-4666-a9d6-70479605ced1',
	task_id: '289b4a84-5648-4c92-8173-6addd8359d70',
	data: { url: 'http://xxx.com/agent-api/download-number?key=RUhh' },
};
const single = { ...moved, type: 'import_number', mode: 'single', data: { number: '13012121211' } };
const task = { type: 1, mode: 'saas_web', task_data: { uuid: '289b4a84', name: '回访', user_type: 4 } };
const call = { callid: '1f-2', type: 4, bill: 12, number_data: { number: '13012121212' } };

const bytes = (text: string) => Buffer.from(text);
const onlyItem = (payload: IDataObject) => {
	const { items } = readCallback(payload);
	expect(items).toHaveLength(1);
	return items[0] ?? {};
};

describe('what a callback is about', () => {
	it.each([
		[moved, 'customersMovedToTask', `api_customer_to_task:${moved.unique_id}`],
		[single, 'numbersImported', `import_number:${moved.unique_id}`],
		[{ ...moved, type: 'import_number' }, 'numbersImported', `import_number:${moved.unique_id}`],
		[{ ...single, type: 'del_number' }, 'numbersDeleted', `del_number:${moved.unique_id}`],
		[task, 'taskChanged', '1:289b4a84'],
		[{ ...task, type: '2' }, 'taskChanged', '2:289b4a84'],
	])('the payload stays as it is beside event and deliveryId: %j', (payload, event, deliveryId) => {
		expect(readCallback(payload)).toEqual({ event, items: [{ ...payload, event, deliveryId }] });
	});

	it('each finished call is an item, known by its callid', () => {
		const { event, items } = readCallback({ count: 2, data: [call, { ...call, callid: '1f-3' }] });
		expect(event).toBe('callFinished');
		expect(items).toEqual([
			{ ...call, event, deliveryId: '1f-2' },
			{ ...call, callid: '1f-3', event, deliveryId: '1f-3' },
		]);
		expect(readCallback({ count: 0, data: [] })).toMatchObject({ event: 'other', items: [{ count: 0 }] });
	});

	it.each<[IDataObject]>([
		[{}],
		[{ type: 'import_customer', unique_id: 'a', data: { url: 'http://x/y' } }],
		[{ type: 'constructor', unique_id: 'a' }],
		[{ type: 1 }],
		[{ type: null, task_data: { uuid: 'a' } }],
		[{ data: [call] }],
		[{ count: 2, data: [1, null] }],
		[{ count: 1, data: { number: '13012121211' } }],
	])('anything else is passed through whole, as other: %j', (payload) => {
		const item = onlyItem(payload);
		expect(item).toEqual({ ...payload, event: 'other', deliveryId: item.deliveryId });
	});

	it('has a choice in the panel for every event', () => {
		const payloads = [moved, single, { ...single, type: 'del_number' }, task, { count: 1, data: [call] }, {}];
		const events = payloads.map((payload) => readCallback(payload).event);
		expect(events.sort()).toEqual(eventOptions.map(({ value }) => value).sort());
	});
});

describe('deliveryId', () => {
	it('is the same for a repeated delivery without an id, and another for another content', () => {
		const { deliveryId } = onlyItem({ type: 'sms', data: { n: 1 } });
		expect(deliveryId).toMatch(/^other:[0-9a-f]{32}$/);
		expect(onlyItem({ type: 'sms', data: { n: 1 } }).deliveryId).toBe(deliveryId);
		expect(onlyItem({ type: 'sms', data: { n: 2 } }).deliveryId).not.toBe(deliveryId);
	});

	it.each([[undefined], [null], [''], ['  '], [{ nested: true }]])(
		'falls back to a digest when the id is %j',
		(id) => {
			expect(onlyItem({ ...moved, unique_id: id }).deliveryId).toMatch(/^api_customer_to_task:[0-9a-f]{32}$/);
			expect(onlyItem({ ...task, task_data: { uuid: id } }).deliveryId).toMatch(/^1:[0-9a-f]{32}$/);
			expect(onlyItem({ count: 1, data: [{ ...call, callid: id }] }).deliveryId).toMatch(
				/^call:[0-9a-f]{32}$/,
			);
		},
	);

	it("wins over a field of the platform's with that name, which stays in payload", () => {
		const payload = { event: 'hangup', deliveryId: 9, type: 'x' };
		const item = onlyItem(payload);
		expect(item).toMatchObject({ event: 'other', type: 'x', payload });
	});
});

describe('reading the body', () => {
	it('keeps integers beyond 2^53 digit by digit', () => {
		const body =
			'{"callid":1214631327620775937,"small":12,"text":"1214631327620775937, \\"1214631327620775937"}';
		expect(readPayload(bytes(body))).toEqual({
			callid: '1214631327620775937',
			small: 12,
			text: '1214631327620775937, "1214631327620775937',
		});
	});

	it('takes a byte order mark and bytes that are no UTF-8', () => {
		expect(readPayload(bytes('\uFEFF{"name":"王芳"}'))).toEqual({ name: '王芳' });
		const broken = Buffer.concat([bytes('{"name":"'), Buffer.from([0xff, 0xc3]), bytes('"}')]);
		expect(readPayload(broken)).toEqual({ name: '\uFFFD\uFFFD' });
	});

	it.each([[''], ['null'], ['7'], ['"text"'], ['{"half'], ['<a/>']])(
		'refuses what is neither JSON nor a form: %s',
		(body) => {
			expect(readPayload(bytes(body))).toBeUndefined();
		},
	);

	it.each<[string, unknown]>([
		['[]', []],
		['[{}]', [{}]],
		['type=import_number', { type: 'import_number' }],
		['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
		['a[]=1&a[]=2', { a: ['1', '2'] }],
		['a[0]=x&a[1]=y', { a: ['x', 'y'] }],
		['a[1]=x', { a: { 1: 'x' } }],
		['a=1&a[b]=2', { a: { b: '2' } }],
		['data=[1,{"b":2}]&c={half', { data: [1, { b: 2 }], c: '{half' }],
		['a=%E5%8F%B7+x%2B', { a: '号 x+' }],
		['a]=1', { 'a]': '1' }],
	])('reads %s', (body, expected) => expect(readPayload(bytes(body))).toEqual(expected));

	it('refuses no body at all', () => expect(readPayload(undefined)).toBeUndefined());

	it('drops __proto__ keys at every level', () => {
		const body =
			'{"__proto__":{"isAdmin":true},"data":[{"__proto__":{"isAdmin":true},"n":1}],"constructor":{"n":2}}';
		const payload = readPayload(bytes(body)) ?? {};
		const copy = Object.assign({}, payload) as IDataObject & { isAdmin?: boolean; data: IDataObject[] };
		expect(Object.keys(copy)).toEqual(['data', 'constructor']);
		expect(copy.isAdmin).toBeUndefined();
		expect(Object.assign({}, copy.data[0])).toEqual({ n: 1 });
		expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
	});

	it.each([
		['lists', '[', ']'],
		['objects', '{"a":', '}'],
	])('refuses %s nested a hundred thousand deep', (_what, open, close) => {
		const body = `{"data":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
		expect(readPayload(bytes(body))).toBeUndefined();
	});

	it.each([
		[
			'one string of ten megabytes of quotes',
			`{"n":1214631327620775937,"s":"${'\\"'.repeat(5_000_000)}"}`,
			true,
		],
		[
			'a string of ten megabytes without an end',
			`{"n":1214631327620775937,"s":"${'\\"'.repeat(5_000_000)}`,
			false,
		],
		['half a million empty objects', `{"data":[${'{},'.repeat(500_000)}{}]}`, true],
	])('is done with %s', (_what, body, taken) => {
		expect(readPayload(bytes(body)) !== undefined).toBe(taken);
	});
});

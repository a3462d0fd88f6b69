import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, run } from './panel';

const sandbox = useSandbox();
const taskId = byId(LONGLONGLONG.tasks.classicPaused);

/** Each operation that takes phones, and the phones in a request of it. */
const OPERATIONS: Array<[string, (phones: unknown) => IDataObject, (body: string) => string[]]> = [
	[
		'customer: delete',
		(phones) => ({ phones: phones as string }),
		(body) => (JSON.parse(body) as { phone: string[] }).phone,
	],
	[
		'number: delete',
		(phones) => ({ taskId, phones: phones as string }),
		(body) =>
			(JSON.parse(body) as { customer_info_list: Array<{ phone: string }> }).customer_info_list.map(
				({ phone }) => phone,
			),
	],
	[
		'number: reset',
		(phones) => ({ taskId, filters: { phones: phones as string } }),
		(body) => (JSON.parse(body) as { phones: string[] }).phones,
	],
];

describe.each(OPERATIONS)('the phones of %s', (operation, parameters, phonesIn) => {
	const sent = async (phones: unknown) => {
		await run(sandbox.current, operation, parameters(phones));
		return phonesIn(sandbox.current.requests.last()?.body.toString() ?? '');
	};

	it.each([
		['13300000000 13000000001', ['13300000000', '13000000001']],
		['+8613300000000  13000000001\t13800000002', ['13300000000', '13000000001', '13800000002']],
		['+86 133-0000-0000, 130 0000 0001', ['13300000000', '13000000001']],
		['0086 13300000000', ['13300000000']],
		['8001234\n8005678', ['8001234', '8005678']],
		['8001234 8005678', ['8001234', '8005678']],
		['13300000000_a1b2;13300000000', ['13300000000_a1b2', '13300000000']],
		['={{ [13300000000, " 13000000001 ", null, ""] }}', ['13300000000', '13000000001']],
		['={{ ["13300000000 13000000001", "13300000000"] }}', ['13300000000', '13000000001']],
		['={{ 13300000000 }}', ['13300000000']],
	])('%s', async (phones, expected) => {
		expect(await sent(phones)).toEqual(expected);
	});

	it.each([
		'138****0000',
		'all',
		'%',
		'*',
		'138001380001390013900012345',
		'13800138000/13900139000',
		'86 13800138000 13900139000',
		'13300000000, 138****0000',
		'={{ {phone: "13300000000"} }}',
		'={{ [{phone: "13300000000"}] }}',
		'={{ [["13300000000"]] }}',
		'={{ true }}',
		'[object Object]',
	])('are not %s', async (phones) => {
		const { error } = await run(sandbox.current, operation, parameters(phones));
		expect(error?.message).toMatch(/^Entry \d of 'Phones' is not a phone number: nothing was sent$/);
		expect(error).toMatchObject({ description: expect.not.stringContaining('13300000000') as string });
		expect(sandbox.current.requests.count).toBe(0);
	});

	it.each(['={{ [] }}', '={{ [null, ""] }}', ',;'])('cannot be "%s"', async (phones) => {
		const { error } = await run(sandbox.current, operation, parameters(phones));
		expect(error?.message).toMatch(/^'Phones' is empty/);
		expect(sandbox.current.requests.count).toBe(0);
	});
});

describe("the filter 'Phone'", () => {
	it.each(['138****0000', '%', '13300000000 13000000001', '={{ {a: 1} }}'])('is not %s', async (phone) => {
		for (const operation of ['customer: moveToTask', 'customer: getMany']) {
			const { error } = await run(sandbox.current, operation, { taskId, filters: { phone } });
			expect(error?.message).toMatch(/'Phone' (is not|has 2 phone|must be)/);
		}
		expect(sandbox.current.requests.count).toBe(0);
	});
});

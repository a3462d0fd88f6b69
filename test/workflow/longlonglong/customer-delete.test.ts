import { useSandbox } from '../import/importing';
import { pairs, run, wires } from './panel';

const sandbox = useSandbox();

describe('customer: delete', () => {
	beforeEach(() => sandbox.current.seed({ customers: 250 }));
	const remaining = () => sandbox.current.longlonglong.customers.size;

	it('deletes by phone, cleaned as an import cleans them', async () => {
		const phones = '+86 133-0000-0000, 13000000001\n13000000001';
		const { json, outputs } = await run(sandbox.current, 'customer: delete', { phones });
		expect(wires(sandbox.current)).toEqual([
			'DELETE /user/{user}/del_customer {"phone":["13300000000","13000000001"]}',
		]);
		expect(json).toEqual([{ deleted: true, phones: 2, message: '删除客户公海数据成功' }]);
		expect(pairs(outputs[0])).toEqual([0]);
		expect(remaining()).toBe(248);
	});

	it('passes encrypted phones on as they are', async () => {
		await run(sandbox.current, 'customer: delete', {
			phones: '={{ ["+86-a b"] }}',
			options: { encryption: true },
		});
		expect(wires(sandbox.current)).toEqual([
			'DELETE /user/{user}/del_customer {"phone":["+86-a b"],"encryption":true}',
		]);
	});

	const everyPhone = () => [...sandbox.current.longlonglong.customers.values()].map(({ phone }) => phone);

	it('splits more than 100 phones into several calls', async () => {
		const { json } = await run(
			sandbox.current,
			'customer: delete',
			{ phones: '={{ $json.phones }}' },
			{ items: [{ phones: everyPhone() }] },
		);
		const sizes = sandbox.current.requests
			.all()
			.map(({ body }) => (JSON.parse(body.toString()) as { phone: string[] }).phone.length);
		expect(sizes).toEqual([100, 100, 50]);
		expect(json).toMatchObject([{ deleted: true, phones: 250 }]);
		expect(remaining()).toBe(0);
	});

	it('says how far it came when a later call is refused', async () => {
		sandbox.current.faults.add({ kind: 'errorBefore', after: 1 });
		const { error } = await run(
			sandbox.current,
			'customer: delete',
			{ phones: '={{ $json.phones }}' },
			{ items: [{ phones: everyPhone() }] },
		);
		expect(error).toMatchObject({
			description: expect.stringContaining('100 of 250 phones were deleted before this') as string,
		});
		expect(JSON.stringify(error)).not.toContain('13300000000');
		expect(remaining()).toBe(150);
	});

	it('does nothing without a phone', async () => {
		const { error } = await run(sandbox.current, 'customer: delete', { phones: '={{ $json.none }}' });
		expect(error?.message).toBe("'Phones' is empty: nothing was sent");
		expect(sandbox.current.requests.count).toBe(0);
	});

	const span = { deleteBy: 'created', createdAfter: '2024-03-14T10:00', createdBefore: '2024-03-14T10:09' };

	it('asks before it deletes all of a time', async () => {
		const refused = await run(sandbox.current, 'customer: delete', span);
		expect(refused.error).toMatchObject({
			message:
				'Every customer who came into the public pool (公海) from 2024-03-14 10:00:00 to 2024-03-14 10:09:00 (Asia/Shanghai) would be deleted: nothing was sent',
		});
		expect(sandbox.current.requests.count).toBe(0);
		const { json } = await run(sandbox.current, 'customer: delete', { ...span, confirmDeleteByTime: true });
		expect(wires(sandbox.current)).toEqual([
			'DELETE /user/{user}/del_customer {"created_at":["2024-03-14 10:00:00","2024-03-14 10:09:00"]}',
		]);
		expect(json).toMatchObject([{ deleted: true, createdAfter: '2024-03-14 10:00:00' }]);
		expect(remaining()).toBe(240);
	});

	it('wants both ends of the time', async () => {
		const open = { ...span, createdBefore: '={{ $json.end }}', confirmDeleteByTime: true };
		const { error } = await run(sandbox.current, 'customer: delete', open);
		expect(error?.message).toBe("'Created Before' is empty");
		expect(sandbox.current.requests.count).toBe(0);
	});
});

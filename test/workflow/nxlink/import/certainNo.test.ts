import { NXLINK } from '../../../../sandbox';
import { contacts, phoneOf, runImport, storedPhones, useSandbox } from '../../import/importing';
import { CUSTOMER_UPSERT } from '../../import/records/nxlink';

const sandbox = useSandbox();

describe('a certain no of NXLink', () => {
	it.each([
		['Access Key', { accessKey: 'nobody' }, /insufficient authority/, /'Access Key' and 'Region'/],
		['App Key', { appKey: 'not=theirs' }, /tenant_id or app_key/, /Code 12001/],
	])('to %s says what to check', async (_name, credential, message, advice) => {
		const { error } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows: contacts(2), credential });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(error?.description).toMatch(/trace ID [0-9a-f]{32}/);
	});

	it('to one seat fails only its row, with Strict Binding in one request', async () => {
		const rows = contacts(3).map((row, index) => ({
			...row,
			seat: index === 1 ? 'agent1' : NXLINK.seats[0],
		}));
		const setup = { rows, columns: { belong_seat_user: '={{ $json.seat }}' } };
		const split = await runImport(CUSTOMER_UPSERT, sandbox.current, setup);
		expect(split.success).toHaveLength(2);
		expect(split.failed).toMatchObject([{ seat: 'agent1', status: 'failed', reasonCode: '12148' }]);
		expect(split.failed[0]?.reason).toContain('归属坐席 agent1 不存在');
		const whole = { ...setup, options: { splitRefused: false } };
		const { error } = await runImport(CUSTOMER_UPSERT, sandbox.current, whole);
		expect(error?.message).toContain('归属坐席 agent1 不存在');
		const strict = { ...setup, options: { strictBinding: true } };
		const { success, failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, strict);
		expect(success).toHaveLength(2);
		expect(failed).toMatchObject([{ seat: 'agent1', status: 'failed', reasonCode: '12148', batch: 0 }]);
	});

	it('refuses a request for one unknown seat: of 250 rows with two of these, 248 are imported', async () => {
		const rows = contacts(250).map((row, index) => ({
			...row,
			seat: index === 17 || index === 230 ? 'nobody@example.com' : NXLINK.seats[0],
		}));
		const columns = { belong_seat_user: '={{ $json.seat }}' };
		const { success, failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows, columns });
		expect(success).toHaveLength(248);
		expect(failed.map((row) => [row.mobile, row.status, row.reasonCode])).toEqual([
			[phoneOf(17), 'failed', '12148'],
			[phoneOf(230), 'failed', '12148'],
		]);
		expect(storedPhones(CUSTOMER_UPSERT, sandbox.current)).toHaveLength(248);
	});
});

import type { Sandbox } from '../../sandbox';
import { NXLINK } from '../../sandbox';
import { signature } from '../../sandbox/nxlink/signature';
import { batch, nxlinkClient, send, signatureHeaders, useSandbox } from './clients';

const FIELDS_PATH = `fields?tenant_id=123&app_key=${encodeURIComponent(NXLINK.appKey)}`;

describe('the NXLink platform', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof nxlinkClient>;
	useSandbox((started) => {
		sandbox = started;
		call = nxlinkClient(started);
	});

	const create = (customers: unknown, more: Record<string, unknown> = {}) =>
		call('batch_create', { method: 'POST', body: batch(customers, more) });
	const contact = { full_name: 'zhang san', whats_app_phone: '8618163725558' };
	const only = () => [...sandbox.nxlink.customers.values()][0]!;

	describe('signature', () => {
		it.each([
			['D1', '{"name":"牛小信","id":10001}', '87c3560d3331ae23f1021e2025722354'],
			['D2', '{"id":10001,"name":"牛小信"}', '7750759da06333f20d0640be09355e34'],
			['D3', '{"id": 10001, "name": "牛小信"}', 'd0c24a9886c629330d7f3f2056c65bc2'],
			['C1', '', '884afe159e39b6c88a0d6102ca97d704'],
		])('is that of the documented example %s', (_id, body, expected) => {
			const signed = {
				accessKey: 'fme2na3kdi3ki',
				action: 'send',
				bizType: '1',
				ts: '1655710885431',
				accessSecret: 'abciiiko2k3',
			};
			expect(signature('md5', Buffer.from(body), signed)).toBe(expected);
		});

		it('is taken in MD5 and SHA-256, over the bytes as they were sent', async () => {
			const body = JSON.stringify(batch([{ ...contact, remark: '"重要"\n客户 🎉' }]), undefined, 3);
			for (const algorithm of ['md5', 'sha256', undefined] as const) {
				const signing = algorithm ? { algorithm } : {};
				const answer = await nxlinkClient(sandbox, signing)('batch_create', { method: 'POST', body });
				expect(answer.json.code).toBe(0);
			}
		});

		it.each([
			[1002, 'a wrong bizType', { bizType: '1' }],
			[1002, 'a wrong action', { action: 'send' }],
			[1003, 'a wrong secret', { accessSecret: 'x' }],
			[1005, 'a wrong access key', { accessKey: 'x' }],
			[1004, 'an old ts', { ts: String(Date.now() - 61_000) }],
			[1004, 'a ts from the future', { ts: String(Date.now() + 62_000) }],
			[1004, 'a ts in seconds', { ts: String(Math.floor(Date.now() / 1000)) }],
		])('is refused with %i for %s', async (code, _what, signing) => {
			const answer = await nxlinkClient(sandbox, signing)(FIELDS_PATH);
			expect(answer).toMatchObject({ status: 200, json: { code, data: null } });
			expect(answer.json.traceId).toMatch(/^[0-9a-f]{32}$/);
		});

		it('is refused for a missing header, a wrong Content-Type and another body', async () => {
			const url = `${sandbox.url}/saas/cdp/openapi/customers/batch_create`;
			const body = JSON.stringify(batch([contact]));
			const headers = signatureHeaders(body, {});
			const { sign, ...unsigned } = headers;
			expect(sign).toHaveLength(32);
			expect((await send(url, { method: 'POST', body, headers: unsigned })).json.code).toBe(1001);
			const asText = { ...headers, 'content-type': 'text/plain' };
			expect((await send(url, { method: 'POST', body, headers: asText })).json.code).toBe(1003);
			expect((await send(url, { method: 'POST', body: `${body} `, headers })).json.code).toBe(1003);
			const upper = { ...headers, sign: String(sign).toUpperCase() };
			expect((await send(url, { method: 'POST', body, headers: upper })).json.code).toBe(1003);
			expect((await send(url, { method: 'POST', body, headers })).json.code).toBe(0);
		});

		it('follows the clock of the server, which its Date header tells', async () => {
			sandbox.settings.clockOffsetMs = 600_000;
			const late = await call(FIELDS_PATH);
			expect(late.json.code).toBe(1004);
			const offset = Date.parse(String(late.headers.date)) - Date.now();
			expect(Math.abs(offset - 600_000)).toBeLessThan(2_000);
			const corrected = nxlinkClient(sandbox, { ts: String(Date.now() + 600_000) });
			expect((await corrected(FIELDS_PATH)).json.code).toBe(0);
		});
	});

	it('says codes as numbers or texts, under HTTP 200 or a fitting status', async () => {
		sandbox.settings.codeAsString = true;
		sandbox.settings.errorStatus = 'matching';
		expect((await call(FIELDS_PATH)).json.code).toBe('0');
		expect(await nxlinkClient(sandbox, { accessSecret: 'x' })(FIELDS_PATH)).toMatchObject({
			status: 401,
			json: { code: '1003' },
		});
	});

	it('refuses a wrong tenant or app key', async () => {
		expect((await create([contact], { tenant_id: 124 })).json.code).toBe(12001);
		expect((await create([contact], { app_key: 'x' })).json.code).toBe(12001);
		expect((await create([contact], { app_key: undefined })).json.code).toBe(1002);
		expect((await create([contact], { tenant_id: '123' })).json.code).toBe(1002);
		sandbox.settings.tenantErrorCode = 77;
		expect((await call('fields?tenant_id=9&app_key=x')).json.code).toBe(77);
	});

	describe('batch_create', () => {
		it('creates customers and gives them ids that JSON.parse cannot tell apart', async () => {
			const answer = await create([contact, { full_name: 'li si', email: 'li@example.com' }]);
			expect(answer.text).toContain('"customerId":1214631327620775936,"whatsAppPhone":"8618163725558"');
			expect(answer.text).toContain('"customerId":1214631327620775937,"whatsAppPhone":null');
			expect(answer.json).toMatchObject({
				code: 0,
				message: null,
				data: { totalCount: 2, successCount: 2, failCount: 0, failItems: [] },
			});
			expect(sandbox.nxlink.timesStored().get('whats_app_phone:8618163725558')).toBe(1);
		});

		it.each([
			['no full_name', { full_name: undefined }],
			['a blank full_name', { full_name: ' ' }],
			['a long full_name', { full_name: 'x'.repeat(256) }],
			['no contact', { whats_app_phone: '' }],
			['a phone with a plus', { sms_phone: '+86138' }],
			['a long phone', { viber_phone: '1'.repeat(31) }],
			['a phone as number', { sms_phone: 13800000000 }],
			['letters for messenger', { messenger: 'me' }],
			['a day that is none', { birthday: '1976-02-30' }],
			['a date in another form', { birthday: '1976/04/12' }],
			['gender 2', { gender: 2 }],
			['gender as text', { gender: '1' }],
			['weight 0', { weight: 0 }],
			['a long remark', { remark: 'x'.repeat(2001) }],
			['tags as a list', { tagStr: ['a'] }],
			['customize_field as an object', { customize_field: { customize_1_13: 'a' } }],
			['customize_field that is no JSON', { customize_field: 'a' }],
			['an unknown custom field', { customize_field: '{"customize_1_99":"a"}' }],
			['a text for a number field', { customize_field: '{"customize_2_16":"many"}' }],
		])('refuses %s', async (_what, field) => {
			const { json } = await create([contact, { ...contact, ...field }]);
			expect(json).toMatchObject({ code: 1002, data: null });
			expect(json.message).toContain('customers[1].');
			expect(sandbox.nxlink.customers.size).toBe(0);
		});

		it('takes what the documents allow', async () => {
			const full = {
				...contact,
				birthday: '1976-04-12',
				gender: 1,
				weight: 5,
				tagStr: 'test,99',
				line: 'line123456',
				belong_seat_user: NXLINK.seats[0],
				customize_field: JSON.stringify({
					customize_1_14: 'aa',
					customize_2_16: 3,
					customize_3_17: '直营',
					customize_4_18: '短信,WhatsApp',
					customize_5_19: '2024-03-14',
				}),
				source: 'an undocumented field',
				remark: null,
			};
			expect((await create([full])).json.code).toBe(0);
			expect(only()).toMatchObject({
				gender: 1,
				weight: 5,
				tags: ['test', '99'],
				custom: { customize_2_16: 3 },
			});
		});

		it('takes up to 100 customers, and a type', async () => {
			const many = (count: number) =>
				Array.from({ length: count }, (_row, index) => ({
					full_name: 'x',
					sms_phone: String(10_000 + index),
				}));
			expect((await create(many(100))).json.code).toBe(0);
			expect((await create(many(101))).json.code).toBe(1002);
			expect((await create([])).json.code).toBe(1002);
			expect((await create([contact], { type: 3 })).json.code).toBe(1002);
			expect((await create([contact], { strict_binding: 'true' })).json.code).toBe(1002);
		});

		it('reports bad rows by themselves when told to', async () => {
			sandbox.settings.rowErrors = 'failItems';
			const { json } = await create([{ ...contact, gender: 7 }, contact]);
			expect(json.data).toMatchObject({
				totalCount: 2,
				successCount: 1,
				failItems: [{ index: 0, errorCode: 1002 }],
			});
			expect(json.data.successItems[0]).toMatchObject({ index: 1 });
		});

		it('fails the whole request for an unknown seat, or only its row when binding strictly', async () => {
			const rows = [contact, { full_name: 'li si', sms_phone: '18135539411', belong_seat_user: 'agent1' }];
			const message = '归属坐席 agent1 不存在,请前往 管理->成员 确认';
			expect((await create(rows)).json).toMatchObject({ code: 12148, message, data: null });
			expect(sandbox.nxlink.customers.size).toBe(0);
			expect((await create(rows, { strict_binding: true })).json).toMatchObject({
				code: 0,
				data: {
					totalCount: 2,
					successCount: 1,
					failCount: 1,
					failItems: [{ index: 1, errorCode: 12148, errorMessage: message }],
					successItems: [{ index: 0 }],
				},
			});
		});

		it('merges, replaces or keeps a customer who exists', async () => {
			await create([{ ...contact, country: 'China', tagStr: 'a' }]);
			await create([{ ...contact, full_name: 'Zhang San', email: 'z@example.com', tagStr: 'b' }], {
				type: 1,
			});
			expect(only()).toMatchObject({
				fields: { full_name: 'Zhang San', country: 'China', email: 'z@example.com' },
				tags: ['a', 'b'],
			});
			await create([{ full_name: 'Kept', email: 'z@example.com' }], { type: 2 });
			expect(only().fields.full_name).toBe('Zhang San');
			await create([{ full_name: 'New', email: 'z@example.com' }], { type: 0 });
			expect(only().fields).toEqual({ full_name: 'New', email: 'z@example.com' });
			expect(sandbox.nxlink.storings.map(({ how }) => how)).toEqual(['created', 'merged', 'replaced']);
			sandbox.settings.keptRows = 'failItem';
			expect(
				(await create([{ ...contact, email: 'z@example.com' }], { type: 2 })).json.data.failItems,
			).toHaveLength(1);
		});
	});

	describe('customers/query', () => {
		const query = (more: Record<string, unknown>, text?: string) =>
			call('query', {
				method: 'POST',
				body: text ?? { tenant_id: NXLINK.tenantId, app_key: NXLINK.appKey, limit: 50, ...more },
			});
		/** Ids as they stand in the text; JSON.parse would spoil them. */
		const idsIn = (text: string) => [...text.matchAll(/"id":(\d{17,})/g)].map((match) => match[1]);

		it.each(['after', 'next', 'rowId'] as const)('is read to its end by the cursor "%s"', async (cursor) => {
			sandbox.settings.cursor = cursor;
			sandbox.seed({ nxlinkCustomers: 120 });
			const seen: Array<string | undefined> = [];
			let after = '';
			for (let page = 0; page < 4; page++) {
				const given = after ? `,"after":${after}` : '';
				const body = `{"tenant_id":123,"app_key":"${NXLINK.appKey}","limit":50${given}}`;
				const { text, json } = await query({}, body);
				const ids = idsIn(text.slice(text.indexOf('"list"')));
				seen.push(...ids);
				if (cursor !== 'rowId') expect(json.data.paging[cursor] === null).toBe(ids.length < 50);
				if (ids.length < 50) break;
				after = ids.at(-1) ?? '';
			}
			expect(new Set(seen).size).toBe(120);
			expect(seen).toHaveLength(120);
			expect(seen[1]).toBe('1214631327620775937');
		});

		describe('in the other forms that nobody documented', () => {
			const page = async (more = {}) => (await query({ limit: 50, ...more })).json;
			beforeEach(() => sandbox.seed({ nxlinkCustomers: 60 }));

			it('names a text for a cursor, and refuses a Long', async () => {
				sandbox.settings.cursorKind = 'text';
				const { after } = (await page()).data.paging;
				expect(after).toMatch(/^[\w-]+$/);
				expect((await page({ after })).data.list).toHaveLength(10);
				expect(await page({ after: 7 })).toMatchObject({ code: 1002 });
			});

			it('counts customers under a name of its own', async () => {
				sandbox.settings.cursor = 'position';
				const first = await page();
				expect(first.data.paging).toEqual({ position: 50 });
				const second = await page({ after: 50 });
				expect(second.data.list).toHaveLength(10);
				expect(second.data.paging).toEqual({ position: null });
			});

			it('gives the first page again and again, without a word', async () => {
				sandbox.settings.cursor = 'none';
				const { data } = await page();
				expect(Object.keys(data)).toEqual(['list']);
				expect((await page({ after: 50 })).data).toEqual(data);
			});

			it('calls its list otherwise, counts it, cuts it', async () => {
				Object.assign(sandbox.settings, {
					customersUnder: 'data',
					namesTotal: true,
					maxCustomersPerPage: 20,
				});
				const bare = await page();
				expect(bare.data).toHaveLength(20);
				expect(bare).toMatchObject({ paging: { total: 60 } });
				sandbox.settings.customersUnder = 'customerVOList';
				expect(Object.keys((await page()).data)).toEqual(['paging', 'customerVOList']);
			});

			it('does not look at filters', async () => {
				sandbox.settings.appliesCustomerFilters = false;
				expect((await page({ email: 'nobody@example.com' })).data.list).toHaveLength(50);
			});
		});

		it.each([
			['whatsApp_phone', { whatsApp_phone: '8613300000003' }, 1],
			['email', { email: 'customer3@example.com' }, 1],
			['name', { name: '伟' }, 10],
			['source_type', { source_type: 6 }, 3],
			['time', { start_time: '2024-03-14 10:00:00', end_time: '2024-03-14 10:09:59' }, 10],
			[
				'one of the tags',
				{
					tags: [
						{ id: 1, tag_name: '新客' },
						{ id: 2, tag_name: 'batch0' },
					],
				},
				20,
			],
			[
				'all of the tags',
				{ tags: [{ tag_name: '新客' }, { tag_name: 'batch0' }], tags_logic_type: 'and' },
				4,
			],
			['ids of tags', { tags: [1] }, 20],
			['nothing that exists', { tags: [{ tag_name: 'none' }] }, 0],
		])('filters by %s', async (_what, filter, expected) => {
			sandbox.seed({ nxlinkCustomers: 40 });
			expect((await query(filter)).json.data.list).toHaveLength(expected);
		});

		it('refuses parameters of the wrong form', async () => {
			const wrong = [
				{ limit: 51 },
				{ limit: 0 },
				{ limit: '9' },
				{ after: 'x' },
				{ start_time: '2024-03-14' },
				{ tags: 1 },
			];
			for (const more of wrong) expect((await query(more)).json.code).toBe(1002);
			expect((await query({ source_type: 16 })).json.code).toBe(1002);
			expect((await query({}, '{"tenant_id":')).json.code).toBe(1002);
		});
	});

	it('lists preset fields, custom fields, or both', async () => {
		const names = async (path: string) =>
			((await call(path)).json.data as unknown as Array<{ name: string }>).map(({ name }) => name);
		const preset = await names(`${FIELDS_PATH}&is_preset=true`);
		const custom = await names(`${FIELDS_PATH}&is_preset=false`);
		expect(preset).toContain('whats_app_phone');
		expect(custom).toContain('customize_1_13');
		expect(await names(FIELDS_PATH)).toEqual([...preset, ...custom]);
		expect((await call(`${FIELDS_PATH}&is_preset=maybe`)).json.code).toBe(1002);
		expect((await call(`${FIELDS_PATH}&is_preset=false`)).json.data.at(-1)).toMatchObject({
			name: 'customize_6_20',
			field_type: 6,
			field_type_info: '{"formatter":"yyyy-MM-dd HH:mm:ss"}',
			is_preset: false,
		});
	});
});

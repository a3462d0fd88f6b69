import { crmContacts } from '../../scripts/exampleData';
import type { Contact } from '../../scripts/exampleData';
import type { StoredCredential } from '../../scripts/n8nHost/driver';
import { FEISHU, startFeishu } from '../standins/feishu';
import type { Feishu, FeishuRecord } from '../standins/feishu';
import { exampleFor, runOnce, runToTheEnd } from './exampleRun';
import { openStage } from './stage';
import type { Stage } from './stage';

const FILE = 'feishu-base-to-public-pool.json';
const COLUMNS = [
	'姓名',
	'手机',
	'公司',
	'邮箱',
	'性别',
	'门店数量',
	'预约日期',
	'导入结果',
	'失败原因',
	'批次号',
];

/** Midnight of a day in China, as Feishu keeps a date. */
const milliseconds = (date: string) => Date.parse(`${date.replaceAll('/', '-').slice(0, 10)}T00:00:00+08:00`);
const isDate = (text: string) => /^\d{4}[-/]\d\d[-/]\d\d/.test(text);
/** Text as the editor of the table writes it: in pieces, here in two. */
const pieces = (text: string) =>
	[text.slice(0, 2), text.slice(2)].filter(Boolean).map((piece) => ({ text: piece, type: 'text' }));

/** A contact of the examples as a record: each value in the form of its column, an empty cell not at all. */
function recordOf(contact: Contact, index: number): FeishuRecord {
	const fields = {
		姓名: contact.姓名 && pieces(contact.姓名),
		手机: contact.手机号码,
		公司: contact.公司名称 && pieces(contact.公司名称),
		邮箱: contact.Email && pieces(contact.Email),
		性别: contact.性别,
		门店数量: /^\d+$/.test(contact.门店数量) ? Number(contact.门店数量) : '',
		预约日期: isDate(contact.预约日期) ? milliseconds(contact.预约日期) : '',
	};
	return {
		record_id: `rec${String(index).padStart(7, '0')}`,
		fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
	};
}

const textOf = (value: unknown) =>
	(value as Array<{ text: string }> | undefined)?.map(({ text }) => text).join('');

let stage: Stage;
let feishu: Feishu;
let credential: StoredCredential;
beforeAll(async () => {
	stage = await openStage();
	feishu = await startFeishu(COLUMNS, []);
	credential = await stage.driver.createCredential('Feishu app (飞书应用)', 'oAuth2Api', {
		grantType: 'clientCredentials',
		accessTokenUrl: `${feishu.url}/oauth/v3/token`,
		clientId: FEISHU.appId,
		clientSecret: FEISHU.appSecret,
		authentication: 'body',
		tokenExpiredStatusCode: 400,
	});
});
beforeEach(() => {
	stage.sandbox.reset();
	feishu.records.splice(0, Infinity, ...crmContacts().map(recordOf));
	feishu.requests.splice(0);
});
afterAll(async () => {
	await feishu.close();
	await stage.close();
});

const example = async () =>
	await exampleFor(stage, FILE, {
		credentials: [credential],
		replace: { 'https://open.feishu.cn': feishu.url },
	});

describe(`the example ${FILE}`, () => {
	it('reads all pages, imports the records, and writes into each what became of it', async () => {
		await runToTheEnd(stage, await example());
		stage.sandbox.finishPending();
		const stored = new Map(stage.sandbox.longlonglong.storings.map(({ row }) => [row.extra, row]));

		const outcomes: Record<string, number> = {};
		for (const { record_id: id, fields } of feishu.records) {
			const outcome = textOf(fields['导入结果']) ?? 'none';
			outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
			expect(stored.has(id)).toBe(outcome === 'accepted');
			expect(textOf(fields['失败原因']) === undefined).toBe(outcome === 'accepted');
			expect(textOf(fields['批次号']) !== undefined).toBe(outcome === 'accepted');
			if (outcome !== 'accepted') continue;
			expect(stored.get(id)).toMatchObject({
				phone: String(fields['手机'])
					.replace(/[\s-]/g, '')
					.replace(/^(\+|00)86/, ''),
				...(fields['姓名'] !== undefined && { name: textOf(fields['姓名']) }),
				...(fields['公司'] !== undefined && { company: textOf(fields['公司']) }),
			});
		}
		expect(outcomes).toEqual({ accepted: 989, duplicate: 5, failed: 1, invalid: 5 });
		expect(stored.size).toBe(989);
		expect(feishu.requests).toEqual([
			{ path: 'search', records: 500 },
			{ path: 'search', records: 500 },
			{ path: 'batch_update', records: 500 },
			{ path: 'batch_update', records: 500 },
		]);
	});

	it('reads, the second time, only the records that have no outcome, after Feishu let the token expire', async () => {
		await runToTheEnd(stage, await example());
		const again = ['rec0000000', 'rec0000999'];
		for (const { record_id: id, fields } of feishu.records) {
			if (again.includes(id)) for (const name of ['导入结果', '失败原因', '批次号']) delete fields[name];
		}
		stage.sandbox.reset();
		feishu.requests.splice(0);
		feishu.expireTokens();
		await runToTheEnd(stage, await example());
		stage.sandbox.finishPending();
		expect(stage.sandbox.longlonglong.storings.map(({ row }) => row.extra)).toEqual(again);
		expect(feishu.requests).toEqual([
			{ path: 'search', records: 2 },
			{ path: 'batch_update', records: 2 },
		]);
	});

	it('writes nothing, and imports nothing, when there is no new record', async () => {
		for (const { fields } of feishu.records) fields['导入结果'] = pieces('accepted');
		await runToTheEnd(stage, await example());
		expect(stage.sandbox.longlonglong.storings).toEqual([]);
		expect(feishu.requests).toEqual([{ path: 'search', records: 0 }]);
	});

	it.each([
		['before the import, a column that the table does not have', '"预约日期"', '"预约时间"', 'read', 0],
		['after the import, a column that the table does not have', 'fields.批次号', 'fields.批号', 'write', 989],
	])(
		"stops with Feishu's own words, although it says no with HTTP 200: %s",
		async (_when, given, wrong, step, stored) => {
			const workflow = await exampleFor(stage, FILE, {
				credentials: [credential],
				replace: {
					'https://open.feishu.cn': feishu.url,
					[JSON.stringify(given).slice(1, -1)]: JSON.stringify(wrong).slice(1, -1),
				},
			});
			const execution = await runOnce(stage, workflow);
			expect([execution.status, execution.error?.message]).toEqual([
				'error',
				`Feishu (飞书) refused to ${step}: 1254045 Field Name Not Found`,
			]);
			stage.sandbox.finishPending();
			expect(stage.sandbox.longlonglong.storings).toHaveLength(stored);
		},
	);
});

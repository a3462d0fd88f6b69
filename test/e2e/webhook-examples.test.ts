import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';
import { LONGLONGLONG } from '../../sandbox';
import { freePort } from '../../scripts/n8nHost/ports';
import { untilReleased, untilTaken } from '../../scripts/playground/callbacks';
import { longlonglongData } from '../../scripts/playground/credentials';
import { readExample } from '../../scripts/playground/examples';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

const FILE = 'web-form-lead.json';

describe(`the example ${FILE}`, () => {
	let id: string;
	let address: string;
	beforeAll(async () => {
		const { workflow } = await readExample(FILE, stage.credentials, stage.filesFolder);
		const webhook = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
		address = `${stage.driver.rest.url}/webhook/${String(webhook?.parameters.path)}`;
		({ id } = await stage.driver.createWorkflow(workflow));
		await stage.driver.activate(id);
		await untilTaken(address);
	});
	afterAll(async () => {
		await stage.driver.deactivate(id);
		await untilReleased(address);
		await stage.driver.deleteWorkflow(id);
	});

	/** What the web site gets when it posts a lead. */
	async function post(lead: IDataObject): Promise<{ status: number; answer: unknown }> {
		const { statusCode, body } = await request(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(lead),
		});
		return { status: statusCode, answer: await body.json() };
	}

	const lead = { name: '王小明', phone: '138-0000-0001', page: 'https://example.com/prices' };
	const inTask = () => [
		...(stage.sandbox.longlonglong.tasks.get(LONGLONGLONG.tasks.classicPaused)?.numbers.values() ?? []),
	];

	it('puts a lead into the call task, and says so', async () => {
		expect(await post(lead)).toEqual({ status: 200, answer: { accepted: true } });
		expect(inTask()).toEqual([expect.objectContaining({ number: '13800000001', name: '王小明' })]);
		expect(stage.sandbox.longlonglong.storings.map(({ row }) => row.extra)).toContain(lead.page);
	});

	it("refuses a number that the task has already, in the platform's words", async () => {
		await post(lead);
		const { status, answer } = await post(lead);
		expect(status).toBe(422);
		expect(answer).toEqual({ accepted: false, reason: expect.stringContaining('已经存在') as string });
		expect(inTask()).toHaveLength(1);
	});

	it.each([
		['letters in the phone', { ...lead, phone: '138OOOO0001' }],
		['no phone', { name: lead.name, page: lead.page }],
	])('refuses a lead with %s, and the platform is not asked', async (_what, broken) => {
		const { status, answer } = await post(broken);
		expect(status).toBe(422);
		expect(answer).toEqual({ accepted: false, reason: expect.stringMatching(/phone/i) as string });
		expect(stage.sandbox.requests.all('/number')).toEqual([]);
	});

	it('answers 504, and neither yes nor no, when nobody can say what became of the lead', async () => {
		stage.sandbox.faults.add({ kind: 'cutAfter', path: '/number' });
		const { status, answer } = await post(lead);
		expect(status).toBe(504);
		expect(answer).toEqual({ accepted: null, reason: expect.stringMatching(/^No answer/) as string });
		expect(inTask()).toHaveLength(1);
	});

	it('answers 500 when the platform cannot be reached', async () => {
		const { id, name, type } = stage.credentialFor('longlonglongTaskNumber');
		const nowhere = `http://127.0.0.1:${await freePort()}`;
		await stage.driver.updateCredential(id, name, type, longlonglongData(nowhere));
		const { status } = await post(lead);
		await stage.driver.updateCredential(id, name, type, longlonglongData(stage.sandbox.url));
		expect(status).toBe(500);
	});
});

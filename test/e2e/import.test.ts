import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LONGLONGLONG } from '../../sandbox';
import type { Execution } from '../../scripts/n8nHost/execution';
import { importAccounts, unaccounted } from '../../scripts/playground/accounts';
import { disagreements } from '../../scripts/playground/agreement';
import { sandboxCredentials } from '../../scripts/playground/credentials';
import { chain, openStage, ours, reference, rowsNode } from './stage';
import type { Stage } from './stage';
import { expectStored, storedRows } from './storedRows';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
afterEach(() => stage.sandbox.reset());

const ROWS = 450;
const WITHOUT_PHONE = 7;
const REPEATED = 300;

/** Contacts as a CRM gives them: phones with +86 and dashes, one row without a phone, one that repeats another. */
const contacts: IDataObject[] = Array.from({ length: ROWS }, (_unused, index) => ({
	客户: `客户 "${index}", 😀`,
	电话: index === WITHOUT_PHONE ? '' : `+86 138-${String(10_000_000 + (index === REPEATED ? 0 : index))}`,
	公司: index % 2 ? '牛信' : null,
}));

const mapped = (value: Record<string, string>): INodeParameters => ({
	columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
});

const phoneAndName = mapped({
	phone: "={{ $json['电话'] }}",
	name: '={{ $json.客户 }}',
	company: '={{ $json.公司 }}',
});
const task = (id: string): INodeParameters => ({ taskId: { __rl: true, mode: 'id', value: id } });

const imports: Array<{ what: string; type: string; parameters: INodeParameters; status: string }> = [
	{
		what: 'Longlonglong Customer: import',
		type: 'longlonglongCustomer',
		parameters: { resource: 'customer', operation: 'import', ...phoneAndName },
		status: 'accepted',
	},
	{
		what: 'Longlonglong Task Number: add',
		type: 'longlonglongTaskNumber',
		parameters: {
			...{ resource: 'number', operation: 'add', ...phoneAndName },
			...task(LONGLONGLONG.tasks.classicPaused),
			options: { ignoreCrm: true },
		},
		status: 'imported',
	},
	{
		what: 'Longlonglong Task Number: addAsync',
		type: 'longlonglongTaskNumber',
		parameters: {
			...{ resource: 'number', operation: 'addAsync', ...phoneAndName },
			...task(LONGLONGLONG.tasks.newPaused),
			options: { ignoreCrm: true },
		},
		status: 'accepted',
	},
	{
		what: 'Nxlink Customer: upsert',
		type: 'nxlinkCustomer',
		parameters: {
			...{ resource: 'customer', operation: 'upsert' },
			...mapped({ full_name: '={{ $json.客户 }}', sms_phone: "={{ $json['电话'] }}" }),
			options: { skipDuplicates: true },
		},
		status: 'imported',
	},
];

/** Runs an import of these rows; with the stage's own credential unless another is given. */
async function run(
	type: string,
	parameters: INodeParameters,
	rows: IDataObject[],
	credential = stage.credentialFor(type),
): Promise<Execution> {
	const node = { name: 'Import', type: ours(type), parameters, more: { credentials: reference(credential) } };
	const workflow = chain(`import with ${type}`, [rowsNode(rows), node]);
	const { id } = await stage.driver.createWorkflow(workflow);
	const execution = await stage.driver.run(id, 'Start');
	await stage.driver.deleteWorkflow(id);
	return execution;
}

describe.each(imports)('$what', ({ type, parameters, status }) => {
	it('accounts for each row once, in agreement with what the platform stored', async () => {
		const execution = await run(type, parameters, contacts);
		expect(execution.error).toBeUndefined();
		const [account] = importAccounts(execution);
		if (!account) throw new Error('The import node was not reached.');

		expect(account.rowsIn).toBe(ROWS);
		expect(unaccounted(account)).toBe(0);
		const items = [0, 1].flatMap((output) => execution.items('Import', output));
		const origins = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(new Set(origins).size).toBe(ROWS);
		for (const [index, { json }] of items.entries())
			expect(json).toMatchObject(contacts[origins[index] ?? -1] ?? {});

		expect(new Set(account.success.map((row) => row.status))).toEqual(new Set([status]));
		expect(account.failed.map((row) => row.status).sort()).toEqual(['duplicate', 'invalid']);
		expect(account.hints.join()).toContain(`${ROWS - 2} of ${ROWS} rows`);
		expect(disagreements([account], stage.sandbox)).toEqual([]);

		expect(account.summary).toMatchObject({
			...{ rows: ROWS, success: ROWS - 2, failed: 2, operation: parameters.operation },
			counts: { [status]: ROWS - 2, invalid: 1, duplicate: 1 },
		});
		expect(account.hints).toContain(account.summary.text);

		for (const sent of expectStored(account, stage.sandbox)) {
			const number = String(sent.phone ?? sent.sms_phone).slice(-8);
			expect(sent.name ?? sent.full_name).toBe(`客户 "${Number(number) - 10_000_000}", 😀`);
		}
	});

	it("stops with the platform's own words when the credential is refused", async () => {
		const [longlonglong, nxlink] = sandboxCredentials(stage.sandbox.url);
		const wrong =
			type === 'nxlinkCustomer'
				? { ...nxlink, data: { ...nxlink?.data, accessSecret: 'not-this-one' } }
				: { ...longlonglong, data: { ...longlonglong?.data, accessToken: 'not-this-one' } };
		const credential = await stage.driver.createCredential('wrong', String(wrong.type), wrong.data);
		const execution = await run(type, parameters, contacts, credential);
		expect(execution.status).toBe('error');
		expect(execution.error?.node).toBe('Import');
		expect(`${execution.error?.message} ${execution.error?.description}`).toMatch(/token|secret/i);
		expect(JSON.stringify(execution.data)).not.toContain('not-this-one');
		expect(storedRows(stage.sandbox).size).toBe(0);
	});
});

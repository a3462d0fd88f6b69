import { bodyOf, contacts, refusal, runImport, useSandbox } from '../../import/importing';
import { CUSTOMER_UPSERT } from '../../import/records/nxlink';

const sandbox = useSandbox();
const rows = contacts(3);

describe(CUSTOMER_UPSERT.name, () => {
	it.each(['', 'abc', '1.5', '12 3', '0123'])('Tenant ID %j is refused by its name', async (tenantId) => {
		const error = await refusal(CUSTOMER_UPSERT, sandbox.current, { credential: { tenantId } });
		expect(error?.message).toBe("'Tenant ID' of the NXLink credential must be a number");
		expect(error?.description).toContain('团队 ID');
	});

	it('When Customer Exists with an unknown value is refused by its name', async () => {
		const error = await refusal(CUSTOMER_UPSERT, sandbox.current, {
			parameters: { whenExists: '={{ "overwrite" }}' },
		});
		expect(error?.message).toMatch(/^'When Customer Exists' must be one of/);
	});

	it('works with key and secret that were pasted with spaces', async () => {
		const { accessKey, accessSecret, appKey } = CUSTOMER_UPSERT.credential.data;
		const credential = {
			accessKey: ` ${String(accessKey)}`,
			accessSecret: `${String(accessSecret)}\n`,
			appKey: ` ${String(appKey)} `,
			tenantId: ' 123 ',
		};
		const { success, requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows, credential });
		expect(success).toHaveLength(3);
		expect(requests[0] && bodyOf(requests[0])).toMatchObject({ tenant_id: 123, app_key: appKey });
	});

	it.each([
		['merge', 1],
		['replace', 0],
		['keep', 2],
	])('When Customer Exists: %s is type %i', async (whenExists, type) => {
		const { requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows: contacts(1),
			parameters: { whenExists },
		});
		expect(requests.map((request) => bodyOf(request).type)).toEqual([type]);
	});
});

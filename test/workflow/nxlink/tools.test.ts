import { useSandbox } from '../import/importing';
import { CUSTOMER_UPSERT } from '../import/records/nxlink';
import { sendList, toolColumns } from '../tool/tools';

const sandbox = useSandbox();

it("a list of a tool finds the account's own fields by their names, as they are now, without any panel", async () => {
	const rows = [{ full_name: '王芳', sms_phone: '8613800000001', 客户编号: 'crm-7' }];
	const { sent } = await sendList(CUSTOMER_UPSERT, sandbox.current, { rows });
	expect(sent[0]?.customize_field).toContain('crm-7');
});

it('columns say their codes and forms in a tool, and take text where n8n lets a model fill no list', async () => {
	const { gender, birthday, customize_field: custom } = await toolColumns(CUSTOMER_UPSERT, sandbox.current);
	expect(gender).toMatchObject({ displayName: 'Gender 1-Male 0-Female', type: 'string' });
	expect(gender).not.toHaveProperty('options');
	expect(birthday?.displayName).toBe('Birthday yyyy-MM-dd');
	expect(custom?.displayName).toBe('Custom Fields as JSON');
});

it('custom fields with Chinese names have their ID in front, and the name for the person', async () => {
	const { customize_5_19: signed } = await toolColumns(CUSTOMER_UPSERT, sandbox.current);
	expect(signed?.displayName).toBe('customize 5 19 yyyy-MM-dd (签约日期)');
});

import { LONGLONGLONG } from '../../../../sandbox';
import { bodyOf, contacts, runImport, useSandbox } from '../../import/importing';
import { outcomesOf } from '../../import/outcomesOf';
import { TASK_IMPORTS } from '../../import/records/longlonglong';

const sandbox = useSandbox();

describe.each(TASK_IMPORTS)('$name: Ignore CRM', (operation) => {
	const { text } = LONGLONGLONG.components;

	it.each([
		['extra', 'notes', 'Extra Data (额外数据)'],
		['components', { [text]: 'a' }, 'Custom Fields (组件)'],
	])(
		'refuses rows with %s, which the platform would lose, and sends the others',
		async (column, value, label) => {
			const [lost, empty] = await outcomesOf(operation, sandbox.current, column, [value, ''], {
				ignoreCrm: true,
			});
			expect(lost).toMatch(
				`needsPool: '${label}' would be lost, because the platform does not keep it with 'Ignore CRM'.`,
			);
			expect(empty).toBeUndefined();
		},
	);

	it('refuses rows with a column of a custom field', async () => {
		const columns = { [`component:${text}`]: 'a' };
		const setup = { rows: contacts(2), columns, options: { ignoreCrm: true } };
		const { failed, requests } = await runImport(operation, sandbox.current, setup);
		expect([requests.length, failed.map(({ reasonCode }) => reasonCode)]).toEqual([
			0,
			['needsPool', 'needsPool'],
		]);
	});

	it('does not ask for custom fields that only the pool demands', async () => {
		const columns = { [`component:${text}`]: '={{ $json.none }}' };
		const field = {
			id: `component:${text}`,
			displayName: 'x',
			required: true,
			defaultMatch: false,
			display: true,
			type: 'string',
		};
		const value = { phone: '={{ $json.mobile }}', name: '={{ $json.person }}', ...columns };
		const mapping = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [field] };
		const setup = { rows: contacts(1), mapping };
		const kept = await runImport(operation, sandbox.current, setup);
		expect(kept.failed.map(({ reasonCode }) => reasonCode)).toEqual(['required']);
		const ignored = await runImport(operation, sandbox.current, { ...setup, options: { ignoreCrm: true } });
		expect(ignored.success).toHaveLength(1);
		expect(ignored.requests.map((request) => bodyOf(request).ignore_crm)).toEqual([true]);
	});

	it('lets them pass when it is off', async () => {
		const [sent] = await outcomesOf(operation, sandbox.current, 'extra', ['notes'], { ignoreCrm: false });
		expect(sent).toBe('notes');
	});
});

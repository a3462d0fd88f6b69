import fc from 'fast-check';
import type { ResourceMapperField } from 'n8n-workflow';
import { columnsFor } from '../../../nodes/rows/toolColumns';

const column = (id: string, displayName: string, more: Partial<ResourceMapperField> = {}) => ({
	...{ id, displayName, required: false, defaultMatch: false, display: true, type: 'string' as const },
	...more,
});

/** The name that n8n's editor gives a model for a column: read in n8n-editor-ui 2.41.0. */
const keyOf = ({ displayName }: { displayName: string }) =>
	displayName.slice(0, 63).replace(/[^a-zA-Z0-9-]/g, '_');

const tool = { type: 'package.nodeTool' } as Parameters<typeof columnsFor>[0];

it('fields with the same name are told apart by their ID', () => {
	const names = columnsFor(tool, [
		column('component:280f5b43-0777-479d-b735-7270790aee92', 'Level'),
		column('component:11111111-0777-479d-b735-7270790aee92', 'Level'),
		column('component:11111111-0777-479d-b735-7270790aee93', 'level'),
		column('phone', 'Phone (号码)'),
		column('component:22222222-0777-479d-b735-7270790aee93', 'Phone'),
	]).map(({ displayName }) => displayName);
	expect(names).toEqual([
		'Level',
		'Level 11111111',
		'component 11111111-0777-479d-b735-7270790aee93',
		'Phone',
		'Phone 22222222',
	]);
});

it('choices that are too many for a name are left out of it', () => {
	const options = Array.from({ length: 30 }, (_unused, index) => ({ name: `Choice ${index}`, value: index }));
	const [found] = columnsFor(tool, [column('state', 'State', { type: 'options', options })]);
	expect(found).toMatchObject({ displayName: 'State', type: 'string' });
});

it('a model has a name of its own for each column, and a word to begin with, whatever the account calls its fields', () => {
	const names = fc.oneof(
		fc.string({ unit: fc.constantFrom(...'姓名数字日期 ()_-aB1') }),
		fc.string({ unit: 'grapheme', maxLength: 100 }),
		fc.constantFrom('姓名', 'Level', 'level', 'Phone (号码)', '(x)', ''),
	);
	fc.assert(
		fc.property(fc.uniqueArray(fc.tuple(fc.uuid(), names), { selector: ([id]) => id }), (fields) => {
			const keys = columnsFor(
				tool,
				fields.map(([id, name]) => column(`component:${id}`, name)),
			).map(keyOf);
			expect(new Set(keys).size).toBe(keys.length);
			expect(keys.filter((key) => !/^[A-Za-z0-9-]/.test(key))).toEqual([]);
		}),
	);
});

describe('the name of a column for a model', () => {
	const nameOf = (id: string, label: string, more: Partial<ResourceMapperField> = {}) =>
		columnsFor(tool, [column(id, label, more)])[0]?.displayName;

	it('says which codes a choice has', () => {
		const options = [
			{ name: 'Male (男)', value: 1 },
			{ name: 'Not known', value: 0 },
			{ name: '3', value: 3 },
			{ name: '未知', value: 4 },
		];
		expect(columnsFor(tool, [column('sex', 'Sex (性别)', { type: 'options', options })])).toEqual([
			{ ...column('sex', 'Sex 1-Male 0-Not-known 3 4'), type: 'string' },
		]);
	});

	it('says which form the column takes, unless the label does', () => {
		expect(nameOf('birthday', 'Birthday (生日)', { type: 'dateTime' })).toBe('Birthday yyyy-MM-dd');
		expect(nameOf('extra', 'Extra Data', { type: 'array' })).toBe('Extra Data as JSON');
		expect(nameOf('extra', 'Extra Data', { type: 'object' })).toBe('Extra Data as JSON');
		expect(nameOf('extra', 'Extra as JSON', { type: 'object' })).toBe('Extra as JSON');
		expect(nameOf('day', 'Day (yyyy-MM-dd)', { type: 'dateTime' })).toBe('Day yyyy-MM-dd');
		expect(nameOf('phone', 'Phone')).toBe('Phone');
	});

	it('is the label without what another script has in brackets', () => {
		expect(nameOf('a', '--Phone  (first, 号码)  number--')).toBe('Phone number');
		expect(nameOf('a', 'Phone (号码, first)')).toBe('Phone');
		expect(nameOf('a', 'Phone (first)')).toBe('Phone first');
		expect(nameOf('a', 'Phone(号码)number')).toBe('Phone number');
	});

	it('is made of the ID where the label has no letters, and the label follows', () => {
		expect(nameOf('component:280f5b43-0777-479d-b735-7270790aee92', ' 等级 ')).toBe('Field 280f5b43 (等级)');
		expect(nameOf('component:level', '等级 (component:level)')).toBe('component level (等级)');
		expect(nameOf('level', '等级')).toBe('Field level (等级)');
		expect(nameOf('component:280f5b43-0777-479d-b735 of VIPs', '等级')).toBe(
			'Field 280f5b43-0777-479d-b735 of VIPs (等级)',
		);
		expect(nameOf('component:xx280f5b43-0777-479d-b735', '等级')).toBe(
			'Field xx280f5b43-0777-479d-b735 (等级)',
		);
	});

	it('has 63 characters at most, which is what n8n keeps of it', () => {
		const long = 'x'.repeat(70);
		expect(nameOf('a', long)).toHaveLength(63);
		expect(nameOf('a', `${'x'.repeat(62)} and more`)).toBe('x'.repeat(62));
		const options = [{ name: 'One', value: 1 }];
		const fits = 'x'.repeat(63 - ' 1-One'.length);
		expect(nameOf('a', fits, { type: 'options', options })).toBe(`${fits} 1-One`);
		expect(nameOf('a', `${fits}x`, { type: 'options', options })).toBe(`${fits}x`);
	});

	it('is the label as it is where no model reads it', () => {
		const node = { type: 'package.node' } as Parameters<typeof columnsFor>[0];
		const columns = [column('birthday', 'Birthday (生日)', { type: 'dateTime' })];
		expect(columnsFor(node, columns)).toBe(columns);
	});
});

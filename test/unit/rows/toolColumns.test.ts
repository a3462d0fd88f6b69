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

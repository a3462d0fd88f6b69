import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { GUEST_IMPORTS, PACKAGE_IMPORTS, rowSettingOf } from '../../campaign/drawnImports';
import { makeRow, PLAIN_ROW } from '../../campaign/rows';
import { useSandbox } from './importing';
import { OPERATIONS } from './testedImports';
import { FILES, rowsOf, SOUND_FILE, warningsOf } from './wrongFiles';

/** The import says what is suspicious about a mapping or a file, and goes on. */
const sandbox = useSandbox();

/** A row of the campaign with nothing but a phone, in one of its writings, and a name. */
function soundRow(operation: string, writing: number, index: number): IDataObject {
	const setting = { ...rowSettingOf(operation, {}, 'UTC'), columns: [] };
	const { phone, name } = makeRow({ ...PLAIN_ROW, writing }, index, setting).json;
	return { phone, name };
}

const wrong = OPERATIONS.flatMap((operation) =>
	operation.wrongFiles.map((wrongFile) => ({ ...wrongFile, operation, name: operation.name })),
);

it('every prepared file is tried', () => {
	expect([...new Set(wrong.map(({ file }) => file))].sort()).toEqual(readdirSync(FILES).sort());
});

it.each(wrong)(
	'$name, $file: says what is wrong, and nothing else',
	async ({ file, operation, value = operation.soundFile, encoding, warnings }) => {
		const rows = rowsOf(resolve(FILES, file), encoding);
		expect(rows).toHaveLength(24);
		const said = await warningsOf(operation, sandbox.current, { rows, value });
		expect(said).toEqual(warnings.map((warning) => expect.stringMatching(warning) as string));
	},
);

describe.each(OPERATIONS)('$name has no warning', (operation) => {
	it('for a sound file, mapped column by column or by name', async () => {
		const rows = rowsOf(SOUND_FILE);
		expect(await warningsOf(operation, sandbox.current, { rows, value: operation.soundFile })).toEqual([]);
		const byName = await warningsOf(operation, sandbox.current, { rows, value: null });
		expect(byName.filter((said) => !said.includes('were left out'))).toEqual([]);
	});

	it('for one lead of a web form, whatever it leaves out', async () => {
		const rows = [{ 手机号码: '13800138000', 姓名: '王伟' }];
		expect(await warningsOf(operation, sandbox.current, { rows, value: operation.soundFile })).toEqual([]);
	});
});

it.each([...PACKAGE_IMPORTS, ...GUEST_IMPORTS])(
	'$tested.name has no warning for sound rows of the campaign',
	async ({ name, tested, baseColumns }) => {
		const plan = fc.record({
			kinds: fc.array(fc.constantFrom('valid', 'dashed'), { minLength: 1, maxLength: 60 }),
			byName: fc.boolean(),
		});
		const columns = Object.fromEntries(
			Object.entries(baseColumns)
				.filter(([key]) => key in soundRow(name, 0, 0))
				.map(([key, id]) => [id, `={{ $json.${key} }}`]),
		);
		await fc.assert(
			fc.asyncProperty(plan, async ({ kinds, byName }) => {
				const rows = kinds.map((kind, index) => soundRow(name, kind === 'dashed' ? 1 : 0, index));
				const value = byName ? null : columns;
				expect(await warningsOf(tested, sandbox.current, { rows, value })).toEqual([]);
			}),
			{ numRuns: 25 },
		);
	},
);

import { decode, encode } from 'iconv-lite';

import { runImport, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

/* What n8n's Extract from File makes of files as people have them, and what an import makes of that. */
const sandbox = useSandbox();

const BY_NAME = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };

describe.each(OPERATIONS)(
	'$name: column names that were read in another encoding than they were written in',
	(operation) => {
		const header = ['姓名', '手机号码', '公司名称'];
		const garbled = (name: string, written: string, read: string) => decode(encode(name, written), read);

		it.each([
			['GB18030 read as UTF-8', 'gb18030', 'utf8', /GB18030.*Extract From Text File/],
			['GB18030 read as Latin1', 'gb18030', 'latin1', /GB18030.*Extract From Text File/],
			['UTF-8 read as Latin1', 'utf8', 'latin1', /GB18030.*Extract From Text File/],
			['UTF-8 read as Windows-1252', 'utf8', 'win1252', /GB18030.*Extract From Text File/],
			['UTF-8 read as GB18030', 'utf8', 'gb18030', /is in UTF-8, and was read as GB18030.*Extract From CSV/],
		])('are named by a hint, with the way out: %s', async (_what, written, read, wayOut) => {
			const row = Object.fromEntries(header.map((name) => [garbled(name, written, read), '13800001234']));
			const value = { [operation.phone]: '={{ $json["手机号码"] }}' };
			const byColumn = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
			for (const mapping of [BY_NAME, byColumn]) {
				const { failed, hints } = await runImport(operation, sandbox.current, { rows: [row], mapping });
				expect(failed).toHaveLength(1);
				const remark = hints.map(({ message }) => message).find((text) => text.includes('garbled'));
				expect(remark).toMatch(wayOut);
			}
		});

		it.each([
			'姓名',
			'客户（主）',
			'Prénom',
			'Größe',
			'Été à Noël',
			'Имя',
			'電話番号',
			'이름',
			'📞',
			'ﾅﾏｴ',
			'Ñandú',
		])('but not a name that only looks foreign: %s', async (name) => {
			const { hints } = await runImport(operation, sandbox.current, {
				rows: [{ 手机: '13800001234', 姓名: '王芳', [name]: 'x' }],
				mapping: BY_NAME,
			});
			expect(hints.map(({ message }) => message).join('\n')).not.toContain('garbled');
		});
	},
);

import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { runImport, useSandbox } from './import/importing';
import { CUSTOMER_IMPORT } from './import/records/longlonglong';

/* "What comes out" of README and of the Chinese guide, tried: the same row in, and on each output what the page shows. */
const sandbox = useSandbox();
const ROOT = resolve(__dirname, '../..');

interface Shown {
	in: IDataObject;
	success: IDataObject;
	failed: IDataObject;
	summary: IDataObject;
}

/** The four objects of the page's block; `…` stands for more, in a text, a list or an object. */
function shownIn(page: string): Shown {
	const text = readFileSync(resolve(ROOT, page), 'utf8');
	const [, block = ''] = /^```json5\n([^]*?)^```/m.exec(text) ?? [];
	const [row, success, failed, summary] = block
		.split(/^\/\/.*\n/m)
		.slice(1)
		.map((part) => JSON.parse(part.replace(/,\s*…\s*(?=[\]}])/g, '')) as IDataObject);
	if (!row || !success || !failed || !summary) throw new Error(`${page} does not show all outputs.`);
	return { in: row, success, failed, summary };
}

/** A value as the page shows it: a text may end with `…`, a list and an object may have more, and each run has its own seconds. */
function likeShown(value: unknown): unknown {
	if (typeof value === 'string') {
		const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		const pattern = escaped.replace(/…$/, '.*').replace(/\d+\\\.\d+ s\\\.$/, '[\\d.]+\u00A0s\\.');
		return expect.stringMatching(new RegExp(`^${pattern}$`)) as string;
	}
	if (Array.isArray(value)) return expect.arrayContaining(value.map(likeShown)) as unknown[];
	if (typeof value !== 'object' || value === null) return value;
	return expect.objectContaining(
		Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, likeShown(inner)])),
	) as IDataObject;
}

const exampleMapping = (): IDataObject => {
	const text = readFileSync(resolve(ROOT, 'examples/workflows/01-csv-to-public-pool.json'), 'utf8');
	const { nodes } = JSON.parse(text) as { nodes: Array<{ name: string; parameters: IDataObject }> };
	return nodes.find(({ name }) => name === 'Import into the public pool')?.parameters.columns as IDataObject;
};

describe.each(['README.md', 'docs/README.zh-CN.md'])('what %s shows', (page) => {
	const shown = shownIn(page);
	const importOf = async (rows: IDataObject[]) =>
		await runImport(CUSTOMER_IMPORT, sandbox.current, { rows, mapping: exampleMapping() });

	it('of a row that the platform takes leaves by Success', async () => {
		const { success } = await importOf([shown.in]);
		expect(success).toEqual([{ ...shown.success, uniqueId: expect.any(String) as string }]);
		expect(Object.keys(success[0] ?? {})).toEqual(Object.keys(shown.success));
	});

	it('of the same row with a mistyped phone leaves by Failed', async () => {
		const { failed } = await importOf([{ ...shown.in, 手机号码: shown.failed['手机号码'] }]);
		expect(failed).toEqual([shown.failed]);
		expect(Object.keys(failed[0] ?? {})).toEqual(Object.keys(shown.failed));
	});

	it('of the whole file leaves by Summary', async () => {
		const file = readFileSync(resolve(ROOT, 'examples/data/crm-contacts.csv'), 'utf8');
		const rows: IDataObject[] = parse(file, { bom: true, columns: true });
		expect(rows).toContainEqual(expect.objectContaining(shown.in));
		const { summary } = await importOf(rows);
		expect(summary).toEqual(likeShown(shown.summary));
		expect(summary.counts).toEqual(shown.summary.counts);
		expect((summary.reasons as unknown[])[0]).toEqual(likeShown((shown.summary.reasons as unknown[])[0]));
	});
});

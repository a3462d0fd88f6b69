import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox';
import { contacts, runImport } from './importing';
import type { ImportOperation } from './testedImports';

/** Imports one row for each value of a column, between two sound rows, and gives what became of each value: as sent, or the reason. */
export async function outcomesOf(
	operation: ImportOperation,
	sandbox: Sandbox,
	column: string,
	values: unknown[],
	options: IDataObject = {},
) {
	const rows = contacts(values.length + 2).map(
		(row, index) => ({ ...row, own: values[index - 1] }) as IDataObject,
	);
	const own = column === operation.phone ? '={{ $json.own ?? $json.mobile }}' : '={{ $json.own }}';
	const columns = { [column]: own };
	const { sent, failed } = await runImport(operation, sandbox, { rows, columns, options });
	const bySender = new Map(sent.flat().map((row) => [row[operation.person], row]));
	const byItem = new Map(failed.map((row) => [row.person, row]));
	expect(bySender.has(rows[0]?.person) && bySender.has(rows.at(-1)?.person)).toBe(true);
	return rows.slice(1, -1).map(({ person }) => {
		const row = bySender.get(person);
		if (row) return row[column];
		const { status, reasonCode, reason } = byItem.get(person) ?? {};
		expect(status).toBe('invalid');
		return `${String(reasonCode)}: ${String(reason)}`;
	});
}

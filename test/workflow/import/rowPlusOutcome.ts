import type { IDataObject } from 'n8n-workflow';
import { OUTCOME } from '../../outcomeNames';

/** The name under which an input column must leave. */
function nameIn(row: IDataObject, name: string): string {
	if (!OUTCOME.includes(name)) return name;
	let free = `input_${name}`;
	while (Object.hasOwn(row, free)) free = `input_${free}`;
	return free;
}

/** Expects that an item holds its input row, bit by bit and in the row's order, and beside it nothing but an outcome. */
export function expectRowPlusOutcome(item: IDataObject | undefined, row: IDataObject): void {
	const columns = Object.entries(item ?? {}).filter(([name]) => !OUTCOME.includes(name));
	const expected = Object.entries(row).map(([name, value]) => [nameIn(row, name), value]);
	expect(JSON.stringify(columns)).toBe(JSON.stringify(expected));
	expect(item).toHaveProperty('status');
	expect(item).not.toHaveProperty('error');
}

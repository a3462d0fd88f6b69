import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Sandbox } from '../../../sandbox';
import { runImport } from './importing';
import type { ImportOperation } from './testedImports';

/** Files that are wrong in one way each, and a sound one. */
export const FILES = resolve(__dirname, '../../fixtures/wrongFiles');
export const SOUND_FILE = resolve(FILES, 'sound.csv');

/** The rows of a CSV file, as n8n's Extract From File gives them. */
export function rowsOf(file: string, encoding: 'utf-8' | 'latin1' | 'gb18030' = 'utf-8'): IDataObject[] {
	const text = new TextDecoder(encoding).decode(readFileSync(file));
	return parse(text, { columns: true, bom: true, relax_column_count: true });
}

interface Mapped {
	rows: IDataObject[];
	/** Column → expression; null to map by name. */
	value: IDataObject | null;
	options?: IDataObject;
}

/** Runs an import of rows, and gives what the output panel says beside the summary. */
export async function warningsOf(
	operation: ImportOperation,
	sandbox: Sandbox,
	{ rows, value, options = {} }: Mapped,
): Promise<string[]> {
	const mode = value === null ? 'autoMapInputData' : 'defineBelow';
	const mapping = { mappingMode: mode, value, matchingColumns: [], schema: [] };
	const { hints, executionStatus } = await runImport(operation, sandbox, {
		rows,
		mapping,
		options,
		onError: 'continueErrorOutput',
	});
	expect(executionStatus).toBe('success');
	return hints.map(({ message }) => message).slice(1);
}

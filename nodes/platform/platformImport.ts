import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	ResourceMapperField,
} from 'n8n-workflow';

import { writeJson } from '../http/json';
import { replyError } from '../http/replyError';
import { checkOnlyProperty } from '../import/checkOnly';
import type { ImportLimits } from '../import/importOptions';
import { importNotice, importOptions, readImportOptions } from '../import/importOptions';
import type { Outcome } from '../import/outcome';
import type { PreparedImport, TargetCheck } from '../import/runImport';
import { runImport } from '../import/runImport';
import { checkSameForAllRows } from '../import/sameForAllRows';
import { toolRowsProperties } from '../import/toolRows';
import type { MappableFields, RowReader, RowReading } from '../rows/columnMapping';
import { rowReader } from '../rows/columnMapping';
import type { Fault, Field, Row } from '../rows/field';
import { columnsProperty } from '../rows/mapperFields';
import { cleanPhones } from '../rows/phones';
import { rowFaults } from '../rows/rowChecks';
import { rowsComeAsList } from '../rows/tool';
import type { PlatformClient } from './client';
import { optionsCollection } from './options';
import type { Envelope } from './platform';
import type { Connect } from './platformItem';
import { readOptions } from './readOptions';
import { explainImportRefusal } from './refusals';
import { cleanOutcomes } from './rowReplies';

/** The definition of a platform's import. Everything else is the same for all platforms. */
export interface PlatformImport<Client extends PlatformClient = PlatformClient> {
	connect: Connect<Client>;
	fields: readonly Field[];
	/** Finds the account's own field for the ID of a column. A platform without custom fields leaves this out. */
	customFields?: MappableFields['custom'];
	limits: ImportLimits;
	/** Two rows with the same value in one of these fields are the same customer. */
	duplicateFields: readonly string[];
	/** Further parameters that must have the same value for all rows: parameter → its label in the panel. */
	sameForAllRows?: Record<string, string>;
	/** Reads the parameters that only this import has. Throws NodeOperationError when one of them is not valid. */
	open(context: IExecuteFunctions, client: Client, options: IDataObject): ImportRun;
}

/** One run of an import: the request that takes the rows, and how its rows are made and checked. */
export interface ImportRun {
	/** The path of the POST that takes the rows. */
	path: string;
	/** The other members of the request's body. Whole numbers beyond 2^53 are given as bigint. */
	head?: Record<string, unknown>;
	/** Name of the member of the request's body that holds the rows. */
	list: string;
	/** The fields of this run; the default is the fields of the definition. */
	fields?: readonly Field[];
	/** Lists the account's own fields. It is called when no panel has loaded them, as in an AI agent's tool. */
	listCustomFields?(): Promise<ResourceMapperField[]>;
	/** The fields against which a row is checked; the default is all of them. */
	fieldsToCheck?(fields: readonly Field[], row: Row): readonly Field[];
	/** Converts a row with columns to the row that is sent. */
	toWire?(row: Row): Row;
	/** Checks a row that is sent for faults that the field table cannot describe. */
	checkRow?(row: Row): Fault[];
	/** Reads one outcome for each row from the answer to an accepted request, in the order of the rows. */
	readOutcomes(answer: Envelope, rows: Row[]): Outcome[];
	/** Whether the rows of a refused request must stay together, so that it is not split in halves. */
	keepsTogether?: boolean;
	/** Finds out, by calls that only read, whether the platform would accept the import now. */
	checkTarget(): Promise<TargetCheck>;
	/** The object that the import works on, such as a task, for the summary. */
	target?: PreparedImport<unknown>['target'];
	/** Notices for the user at the end of the run, in addition to those about the columns. */
	remarks?(): string[];
}

/** The parts of an import's panel that differ from other imports. */
interface ImportPanel {
	/** The node's method that loads the columns. */
	columnsMethod: string;
	/** Further sentences for the notice. */
	notice?: string;
	/** The import's own options. */
	options?: INodeProperties[];
}

/** The panel of an import: one notice, the columns, 'Check Only' and the options. */
export function importProperties(
	{ limits, customFields }: Pick<PlatformImport<never>, 'limits' | 'customFields'>,
	{ columnsMethod, notice, options = [] }: ImportPanel,
): INodeProperties[] {
	return [
		importNotice(notice),
		...toolRowsProperties,
		columnsProperty(columnsMethod, customFields !== undefined),
		checkOnlyProperty,
		optionsCollection([...importOptions(limits), ...options]),
	];
}

/** Creates the function that cleans and checks a row that was read from the columns, and converts it to the row that is sent. */
function rowPreparation(
	run: ImportRun,
	reader: RowReader,
	clean: (row: Row) => void,
): (reading: RowReading) => RowReading {
	return ({ row, faults }) => {
		clean(row);
		const toCheck = run.fieldsToCheck?.(reader.fields, row) ?? reader.fields;
		const broken = faults.length > 0 ? faults : rowFaults(toCheck, row);
		const wire = run.toWire?.(row) ?? row;
		return { row: wire, faults: faults.length > 0 ? faults : [...broken, ...(run.checkRow?.(wire) ?? [])] };
	};
}

/** Prepares an import from the node's parameters. @param items the input items, or the rows of an AI agent's list */
async function prepare<Client extends PlatformClient>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	definition: PlatformImport<Client>,
): Promise<PreparedImport<Envelope>> {
	const { customFields, limits, duplicateFields } = definition;
	const given = readOptions(context, 0);
	const options = readImportOptions(context.getNode(), given, limits);
	checkSameForAllRows(context, { ...definition.sameForAllRows, options: 'Options' });
	const client = await definition.connect(context);
	const run = definition.open(context, client, given);
	const fields = run.fields ?? definition.fields;
	const listed = rowsComeAsList(context.getNode()) ? await run.listCustomFields?.() : undefined;
	const reader = rowReader(context, { standard: fields, custom: customFields, listed }, client.timezone);
	const prepareRow = rowPreparation(run, reader, (row) => {
		const { phonePrefix } = limits;
		if (options.cleanPhones && phonePrefix !== undefined) cleanPhones(fields, row, phonePrefix);
	});
	const head = writeJson(run.head ?? {});
	const start = head === '{}' ? head.slice(0, -1) : `${head.slice(0, -1)},`;

	return {
		options: { ...options, splitRefused: options.splitRefused && !run.keepsTogether },
		toError: (refusal) => replyError(context.getNode(), explainImportRefusal(refusal)),
		checkTarget: run.checkTarget,
		remarks: () => [...reader.remarks(), ...(run.remarks?.() ?? [])],
		target: run.target,
		job: {
			itemCount: items.length,
			read: (itemIndex) => prepareRow(reader.read(items[itemIndex]?.json, itemIndex)),
			duplicateKeys: (row) =>
				options.skipDuplicates
					? duplicateFields.filter((id) => row[id] !== undefined).map((id) => [id, String(row[id])])
					: [],
			encode: (rows) => `${start}"${run.list}":${JSON.stringify(rows)}}`,
			send: async (body) =>
				await client.call({ method: 'POST', path: run.path, body, timeout: options.timeout }),
			readOutcomes: (answer, rows) => cleanOutcomes(run.readOutcomes(answer, rows), client.cleaner),
		},
	};
}

/** Runs an import of one platform. */
export async function runPlatformImport<Client extends PlatformClient>(
	context: IExecuteFunctions,
	definition: PlatformImport<Client>,
): Promise<INodeExecutionData[][]> {
	return await runImport(context, async (items) => await prepare(context, items, definition));
}

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

/** What an import of one platform says about itself. Everything else is the same for all platforms. */
export interface PlatformImport<Client extends PlatformClient = PlatformClient> {
	connect: Connect<Client>;
	fields: readonly Field[];
	/** The account's own fields, by a column's ID. A platform without any leaves this out. */
	customFields?: MappableFields['custom'];
	limits: ImportLimits;
	/** Fields by which two rows are the same customer. */
	duplicateFields: readonly string[];
	/** Further parameters that must have one value for all rows: parameter → what the panel calls it. */
	sameForAllRows?: Record<string, string>;
	/** Reads the parameters that only this import has. Throws NodeOperationError for what is wrong with them. */
	open(context: IExecuteFunctions, client: Client, options: IDataObject): ImportRun;
}

/** One run of an import: where its rows go, and what the platform wants them to look like. */
export interface ImportRun {
	/** The path of the POST that takes the rows. */
	path: string;
	/** Members of the request beside the rows. Whole numbers beyond 2^53 are given as bigint. */
	head?: Record<string, unknown>;
	/** The member of the request that holds the rows. */
	list: string;
	/** The fields as this run reads them; those of the definition without it. */
	fields?: readonly Field[];
	/** The account's own fields, as the editor lists them. It is asked where no panel has loaded them. */
	listCustomFields?(): Promise<ResourceMapperField[]>;
	/** Which of the fields a row is checked against; all of them without this function. */
	fieldsToCheck?(fields: readonly Field[], row: Row): readonly Field[];
	/** Makes the row that is sent out of the columns. */
	toWire?(row: Row): Row;
	/** What no field table can say about a row that is sent. */
	checkRow?(row: Row): Fault[];
	/** One outcome for each row of a request that was taken, in their order. */
	readOutcomes(answer: Envelope, rows: Row[]): Outcome[];
	/** A refused request is not sent again in halves. */
	keepsTogether?: boolean;
	/** Asks the platform, by calls that only read, whether it would take the import now. */
	checkTarget(): Promise<TargetCheck>;
	/** What the import works on, for the summary. */
	target?: PreparedImport<unknown>['target'];
	/** What the user should know at the end, beside what the columns have to say. */
	remarks?(): string[];
}

/** What an import's panel has beside what all of them have. */
interface ImportPanel {
	/** The node's method that loads the columns. */
	columnsMethod: string;
	/** What else the notice says, as sentences. */
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

/** Makes the function that turns a row read from the columns into one that is cleaned, checked, and as the platform wants it. */
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

/** Makes an import ready to run from the node's parameters. @param items what its rows are read from */
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

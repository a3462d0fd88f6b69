import type { IDataObject, IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asError, isRecord } from '../http/values';
import { ColumnNames } from './columnNames';
import type { DateReading } from './dateNotes';
import type { Zones } from './dates';
import type { Fault, Field, Row } from './field';
import { fieldValue } from './fieldValue';
import { MappingWarnings } from './mappingWarnings';
import { NEEDS_ENGINE, parsePlainTemplate, readPlainTemplate } from './plainReference';
import { isTool, rowsComeAsList } from './tool';

/** One input item read through the column mapping: its values by field id, and what could not be read or converted. */
export interface RowReading {
	row: Row;
	faults: Fault[];
}

/** The same with what only the warnings look at. */
interface ModeReading extends RowReading {
	/** The values of date columns. */
	dates?: DateReading[];
}

type ReadRow<Reading = ModeReading> = (json: unknown, itemIndex: number) => Reading;

export interface RowReader {
	read: ReadRow<RowReading>;
	/** The platform's fields and those of the account that the mapping names: what a row is checked against. */
	fields: Field[];
	/** Once the rows are read: what is suspicious about the mapping, in sentences. */
	remarks(): string[];
}

/** One of the ways in which a mapping is read. */
interface MappingMode {
	read: ReadRow;
	/** The columns that the user mapped one by one. Where names decide, an empty column of the input is no mistake of the mapping. */
	mapped?: Field[];
	remarks?(): string[];
}

/** The raw value of one column for one item; throws what the expression engine throws. */
type CellReader = (json: IDataObject, itemIndex: number) => unknown;

interface Mapping {
	mappingMode?: string;
	value?: Record<string, unknown> | string | null;
	schema?: ResourceMapperField[];
}

/** Which fields a mapping may name: the platform's table, and the account's own fields by id and the label of the editor. */
export interface MappableFields {
	standard: readonly Field[];
	custom?: (id: string, fromEditor: ResourceMapperField | undefined) => Field | undefined;
	/** The account's own fields, where the rows come as a list from a model: then no panel has loaded them. */
	listed?: ResourceMapperField[];
}

const COLUMNS = 'columns';

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith('=');
}

/** Whether a raw parameter value is an expression, or has one anywhere in it. */
export function holdsExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(holdsExpression);
}

/**
 * Reads a parameter for one item after the other: a constant and a plain reference without n8n's expression engine, everything else with it.
 * @param path the parameter's path, as `getNodeParameter` wants it
 * @param raw its value, unevaluated
 */
export function valueReader(context: IExecuteFunctions, path: string, raw: unknown): CellReader {
	if (!holdsExpression(raw)) return () => raw;
	const byEngine: CellReader = (_json, itemIndex) => context.getNodeParameter(path, itemIndex);
	// In a tool, `$json` is the agent's input to the engine, and not the item that the node has: that one holds what the model sent.
	const isPlain = isExpression(raw) && !isTool(context.getNode());
	const template = isPlain ? parsePlainTemplate(raw) : undefined;
	if (!template) return byEngine;
	return (json, itemIndex) => {
		const value = readPlainTemplate(template, json);
		return value === NEEDS_ENGINE ? byEngine(json, itemIndex) : value;
	};
}

function cellReader(context: IExecuteFunctions, columnId: string, raw: unknown): CellReader {
	return valueReader(context, `${COLUMNS}.value[${JSON.stringify(columnId)}]`, raw);
}

function expressionFault(field: Field, error: unknown): Fault {
	const said = asError(error).message;
	return {
		reason: `The expression of '${field.label}' gave no value for this row: ${said}`,
		reasonCode: 'expression',
		column: field.label,
	};
}

/** "Map each column": the mapping names a field and says where its value comes from. */
function mapEach(
	context: IExecuteFunctions,
	mapping: Mapping,
	fields: MappableFields,
	zones: Zones,
): MappingMode {
	const value = isRecord<IDataObject>(mapping.value) ? mapping.value : {};
	const columns = Object.entries(value)
		.filter(([, raw]) => raw !== null && raw !== undefined && raw !== '')
		.map(([id, raw]) => ({
			field: knownField(context, fields, mapping, id),
			read: cellReader(context, id, raw),
		}));
	if (columns.length === 0) {
		throw new NodeOperationError(context.getNode(), "No column is mapped in 'Columns'", {
			description: 'Map at least the required columns, or switch to mapping automatically by name.',
		});
	}
	const readRow: ReadRow = (json, itemIndex) => {
		const reading: ModeReading = { row: {}, faults: [] };
		if (!isRecord<IDataObject>(json)) return notAnObject(reading);
		for (const { field, read } of columns) {
			try {
				take(reading, field, read(json, itemIndex), zones);
			} catch (error) {
				reading.faults.push(expressionFault(field, error));
			}
		}
		return reading;
	};
	return { read: readRow, mapped: columns.map(({ field }) => field) };
}

/** The largest number of input columns that a remark names. */
const NAMED_COLUMNS = 10;

/** "Map automatically" leaves out what has another name than any field: a typing error would go unnoticed. */
function leftOutRemark(names: readonly string[]): string[] {
	if (names.length === 0) return [];
	const rest = names.length > NAMED_COLUMNS ? ` and ${names.length - NAMED_COLUMNS} more` : '';
	return [
		`Input columns that match no column of the platform were left out: ${names.slice(0, NAMED_COLUMNS).join(', ')}${rest}. To send them, choose 'Map Each Column Manually'.`,
	];
}

/** "Map automatically": every key of the item that is the name of a field, in any of the forms people write. */
function mapByName(
	_context: IExecuteFunctions,
	mapping: Mapping,
	fields: MappableFields,
	zones: Zones,
): MappingMode {
	const names = new ColumnNames(fields.standard, customFields(mapping, fields));
	const read: ReadRow = (json) => {
		const reading: ModeReading = { row: {}, faults: [] };
		if (!isRecord<IDataObject>(json)) return notAnObject(reading);
		for (const key of Object.keys(json)) names.learn(key);
		for (const [field, columns] of names.columns) {
			for (const { key } of columns) {
				const before = reading.faults.length;
				if (Object.hasOwn(json, key)) take(reading, field, json[key], zones);
				if (reading.row[field.id] !== undefined || reading.faults.length > before) break;
			}
		}
		return reading;
	};
	return { read, remarks: () => leftOutRemark(names.leftOut()) };
}

/** The whole mapping is one expression: n8n's engine gives an object of column → value for each row. */
function mapByExpression(
	context: IExecuteFunctions,
	mapping: Mapping,
	fields: MappableFields,
	zones: Zones,
): MappingMode {
	const read: ReadRow = (json, itemIndex) => {
		const reading: ModeReading = { row: {}, faults: [] };
		if (!isRecord<IDataObject>(json)) return notAnObject(reading);
		let value: unknown;
		try {
			value = context.getNodeParameter(`${COLUMNS}.value`, itemIndex);
		} catch (error) {
			reading.faults.push(expressionFault({ id: COLUMNS, label: 'Columns', type: 'json' }, error));
			return reading;
		}
		for (const [id, cell] of Object.entries(isRecord<IDataObject>(value) ? value : {})) {
			const field = findField(fields, mapping, id);
			if (field) take(reading, field, cell, zones);
			else reading.faults.push({ reason: unknownColumn(id), reasonCode: 'unknownColumn', column: id });
		}
		return reading;
	};
	return { read };
}

function findField(fields: MappableFields, { schema }: Mapping, id: string): Field | undefined {
	const standard = fields.standard.find((field) => field.id === id);
	const fromEditor = schema?.find((entry) => entry.id === id);
	return standard ?? fields.custom?.(id, fromEditor);
}

const unknownColumn = (id: string): string => `The column '${id}' of 'Columns' is not known`;

function knownField(context: IExecuteFunctions, fields: MappableFields, mapping: Mapping, id: string): Field {
	const field = findField(fields, mapping, id);
	if (field) return field;
	const own = fields.custom ? ", and the account's custom fields" : '';
	throw new NodeOperationError(context.getNode(), unknownColumn(id), {
		description: `Known columns: ${fields.standard.map((known) => known.id).join(', ')}${own}. Reload the columns in the panel.`,
	});
}

function notAnObject(reading: ModeReading): ModeReading {
	reading.faults.push({ reason: 'The row is no object of column names and values', reasonCode: 'notARow' });
	return reading;
}

const isDate = ({ type }: Field): boolean => type === 'date' || type === 'dateTime';

function take(reading: ModeReading, field: Field, value: unknown, zones: Zones): void {
	const converted = fieldValue(field, value, zones);
	if ('fault' in converted) reading.faults.push(converted.fault);
	else if (converted.value !== undefined) reading.row[field.id] = converted.value;
	if (isDate(field)) (reading.dates ??= []).push({ field, given: value, read: reading.row[field.id] });
}

/** The account's own fields that the mapping knows of, from the editor's list or by the ids that are mapped. */
function customFields(mapping: Mapping, fields: MappableFields): Field[] {
	const schema = mapping.schema ?? [];
	const mapped = isRecord<IDataObject>(mapping.value) ? Object.keys(mapping.value) : [];
	const ids = new Set([...schema.filter(({ removed }) => removed !== true).map(({ id }) => id), ...mapped]);
	for (const { id } of fields.standard) ids.delete(id);
	return [...ids].flatMap(
		(id) =>
			fields.custom?.(
				id,
				schema.find((entry) => entry.id === id),
			) ?? [],
	);
}

function modeOf({ mappingMode, value }: Mapping) {
	if (isExpression(value)) return mapByExpression;
	return mappingMode === 'autoMapInputData' ? mapByName : mapEach;
}

/** The `columns` parameter, unevaluated. Rows that come as a list have none: they are mapped by name. */
function mappingOf(context: IExecuteFunctions, { listed = [] }: MappableFields): Mapping {
	if (rowsComeAsList(context.getNode())) return { mappingMode: 'autoMapInputData', schema: listed };
	const mapping = context.getNodeParameter(COLUMNS, 0, {}, { rawExpressions: true }) as Mapping;
	if (!isTool(context.getNode()) || modeOf(mapping) !== mapByName) return mapping;
	throw new NodeOperationError(context.getNode(), "'Map Automatically' does not work in a tool", {
		description:
			"Nothing was sent. n8n mixes the agent's own data into what a model sends, and a row would get all of it: map each column, or choose 'JSON List' in 'Rows From'.",
	});
}

/** Where a row goes is fixed in the panel: a model's list cannot send it elsewhere. */
function mappableFields(context: IExecuteFunctions, fields: MappableFields): MappableFields {
	if (!rowsComeAsList(context.getNode())) return fields;
	return { ...fields, standard: fields.standard.filter(({ isTarget }) => isTarget !== true) };
}

/**
 * Reads the `columns` parameter once, unevaluated, and gives a function that reads one input item through it.
 * @param platformTimezone IANA, of the credential
 * @throws NodeOperationError when nothing is mapped, a mapped column does not exist, or a tool maps automatically
 */
export function rowReader(
	context: IExecuteFunctions,
	allFields: MappableFields,
	platformTimezone: string,
): RowReader {
	const fields = mappableFields(context, allFields);
	const mapping = mappingOf(context, fields);
	const zones: Zones = { workflow: context.getTimezone(), platform: platformTimezone };
	const known = [...fields.standard, ...customFields(mapping, fields)];
	const mode = modeOf(mapping)(context, mapping, fields, zones);
	const warnings = new MappingWarnings(mode.mapped ?? known, mode.mapped !== undefined);
	const read = (json: unknown, itemIndex: number): RowReading => {
		const { row, faults, dates } = mode.read(json, itemIndex);
		if (isRecord<IDataObject>(json)) warnings.note(json, { row, faults, dates }, itemIndex);
		return { row, faults };
	};
	return { read, fields: known, remarks: () => [...warnings.list(), ...(mode.remarks?.() ?? [])] };
}

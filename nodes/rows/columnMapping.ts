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

/** An input item that was read by the column mapping: its values by field ID, and the values that could not be read or converted. */
export interface RowReading {
	row: Row;
	faults: Fault[];
}

/** A reading with further facts for the warnings about the mapping. */
interface ModeReading extends RowReading {
	/** The values of date columns. */
	dates?: DateReading[];
}

type ReadRow<Reading = ModeReading> = (json: unknown, itemIndex: number) => Reading;

export interface RowReader {
	read: ReadRow<RowReading>;
	/** The fields against which a row is checked: the platform's fields and the account's own fields in the mapping. */
	fields: Field[];
	/** The warnings about the mapping, as sentences, after the rows have been read. */
	remarks(): string[];
}

/** A way in which a mapping is read. */
interface MappingMode {
	read: ReadRow;
	/** The columns that the user mapped one by one. It is undefined when columns are mapped by name, because an empty one is no mistake then. */
	mapped?: Field[];
	remarks?(): string[];
}

/** Reads the raw value of a column for an item. Throws what the expression engine throws. */
type CellReader = (json: IDataObject, itemIndex: number) => unknown;

interface Mapping {
	mappingMode?: string;
	value?: Record<string, unknown> | string | null;
	schema?: ResourceMapperField[];
}

/** The fields to which columns may be mapped. */
export interface MappableFields {
	/** The platform's fields. */
	standard: readonly Field[];
	/** Finds the account's own field with an ID. @param fromEditor the column as the editor saved it, with its label */
	custom?: (id: string, fromEditor: ResourceMapperField | undefined) => Field | undefined;
	/** The account's own fields when the rows come as a list from a model, because no panel has loaded them then. */
	listed?: ResourceMapperField[];
}

const COLUMNS = 'columns';

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith('=');
}

/** Whether an unevaluated parameter value is an expression or contains one. */
export function holdsExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(holdsExpression);
}

/**
 * Creates the function that reads a parameter for each item. Constants and plain references are read without n8n's expression engine.
 * @param path the parameter's path for `getNodeParameter`
 * @param raw the parameter's unevaluated value
 */
export function valueReader(context: IExecuteFunctions, path: string, raw: unknown): CellReader {
	if (!holdsExpression(raw)) return () => raw;
	const byEngine: CellReader = (_json, itemIndex) => context.getNodeParameter(path, itemIndex);
	// In a tool, the engine takes the agent's input for `$json`, but the node's item holds what the model sent.
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

function expressionFault({ label }: Pick<Field, 'label'>, error: unknown): Fault {
	const said = asError(error).message;
	return {
		reason: `The expression of '${label}' gave no value for this row: ${said}`,
		reasonCode: 'expression',
		column: label,
	};
}

/** Reads the mode 'Map Each Column Manually', in which the mapping has a value or an expression for each field. */
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

/** A remark names at most this many input columns. */
const MAX_NAMED_COLUMNS = 10;

/** The remark about input columns that match no field, because a misspelt column would not be noticed otherwise. */
function leftOutRemark(names: readonly string[]): string[] {
	if (names.length === 0) return [];
	const rest = names.length > MAX_NAMED_COLUMNS ? ` and ${names.length - MAX_NAMED_COLUMNS} more` : '';
	return [
		`Input columns that match no column of the platform were left out: ${names.slice(0, MAX_NAMED_COLUMNS).join(', ')}${rest}. To send them, choose 'Map Each Column Manually'.`,
	];
}

/** Reads the mode 'Map Automatically', in which a column of the input goes into the field whose name it has, in any usual spelling. */
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

/** Reads a mapping that is a single expression, which gives an object of column → value for each row. */
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
			reading.faults.push(expressionFault({ label: 'Columns' }, error));
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

/** The account's own fields in the mapping: those that the editor lists, and those that are mapped by their IDs. */
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

/** Reads the unevaluated `columns` parameter. Rows that come as a list have none and are mapped by name. */
function mappingOf(context: IExecuteFunctions, { listed = [] }: MappableFields): Mapping {
	if (rowsComeAsList(context.getNode())) return { mappingMode: 'autoMapInputData', schema: listed };
	const mapping = context.getNodeParameter(COLUMNS, 0, {}, { rawExpressions: true }) as Mapping;
	if (!isTool(context.getNode()) || modeOf(mapping) !== mapByName) return mapping;
	throw new NodeOperationError(context.getNode(), "'Map Automatically' does not work in a tool", {
		description:
			"Nothing was sent. n8n adds the agent's own data to what a model sends, and each row would contain these data. Map each column, or choose 'JSON List' in 'Rows From'.",
	});
}

/** The fields that rows may fill. A list from a model may not fill a target field, because the panel determines where rows go. */
function mappableFields(context: IExecuteFunctions, fields: MappableFields): MappableFields {
	if (!rowsComeAsList(context.getNode())) return fields;
	return { ...fields, standard: fields.standard.filter(({ isTarget }) => isTarget !== true) };
}

/**
 * Reads the `columns` parameter once, unevaluated, and creates the reader of input items.
 * @param platformTimezone IANA name of the platform's time zone
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

import type { IDataObject } from 'n8n-workflow';

/** How a field's values look, which also decides how the column mapper shows it. */
export type FieldType =
	/** Text; numbers and booleans are written out. */
	| 'text'
	/** Text that is a phone number: `cleanPhones` applies to it. */
	| 'phone'
	/** A whole number. */
	| 'integer'
	/** A number. */
	| 'number'
	/** A calendar day; any ISO date is taken and written `yyyy-MM-dd`. */
	| 'date'
	/** A day and time; any ISO date is taken and written `yyyy-MM-dd HH:mm:ss`. */
	| 'dateTime'
	/** One of `choices`, given as its value or its name. */
	| 'choice'
	/** Text or a list of texts, written with commas between them. */
	| 'commaList'
	/** A list or an object, also as JSON text; handed on as it is. */
	| 'json'
	/** An object, also as JSON text; handed on as it is. */
	| 'object';

export interface Choice {
	name: string;
	value: number | string;
}

/** One row of a platform's field table: serves the column mapper, the checks and the documentation at once. */
export interface Field {
	/** The platform's own name, and the key that is sent. */
	id: string;
	/** What the column mapper shows, with the platform's Chinese term in brackets. */
	label: string;
	type: FieldType;
	required?: boolean;
	/** The field decides where the row goes, such as to which account, and is no data of the row. */
	isTarget?: boolean;
	/** Longest text, in characters. */
	maxLength?: number;
	/** Only the digits 0 to 9 are allowed. */
	digitsOnly?: boolean;
	/** Smallest and largest number. */
	min?: number;
	max?: number;
	choices?: Choice[];
	/** What the text of the column is, for the warnings about a mapping. */
	holds?: 'name' | 'email';
	/** Names that count before all others when the input has several: a mobile number before a telephone number. */
	preferredNames?: string[];
	/** Names under which "map automatically" also finds the column, beside `id` and `label`. */
	aliases?: string[];
}

/** A row as the platform wants it: its own field names, values ready for JSON. */
export type Row = IDataObject;

/** Why a row cannot be sent: a sentence for the person, a short code for the workflow. */
export interface Fault {
	reason: string;
	reasonCode: string;
	/** Label of the column that it is about, if it is about one. */
	column?: string;
}

/** A fault of one column. @param text completes "'Birthday' …" */
export function columnFault({ label }: Pick<Field, 'label'>, text: string, reasonCode: string): Fault {
	return { reason: `'${label}' ${text}`, reasonCode, column: label };
}

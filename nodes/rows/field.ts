import type { IDataObject } from 'n8n-workflow';

/** The type of a field's values, which also determines the input in the column mapper. */
export type FieldType =
	/** Text; numbers and booleans are converted to text. */
	| 'text'
	/** A phone number as text; `cleanPhones` applies to it. */
	| 'phone'
	/** A whole number. */
	| 'integer'
	/** A number. */
	| 'number'
	/** A calendar day; any date is accepted and sent as `yyyy-MM-dd`. */
	| 'date'
	/** A day and time; any date is accepted and sent as `yyyy-MM-dd HH:mm:ss`. */
	| 'dateTime'
	/** One of `choices`, given by its value or its name. */
	| 'choice'
	/** A text, or a list of texts that is sent with commas between them. */
	| 'commaList'
	/** A list or an object, or JSON text of one; it is sent as it is. */
	| 'json'
	/** An object, or JSON text of one; it is sent as it is. */
	| 'object';

export interface Choice {
	name: string;
	value: number | string;
}

/** An entry of a platform's field table, which the column mapper, the checks and the documentation use. */
export interface Field {
	/** The platform's name for the field, which is the key that is sent. */
	id: string;
	/** The name in the column mapper, with the platform's Chinese term in brackets. */
	label: string;
	type: FieldType;
	required?: boolean;
	/** Whether the field determines where the row goes, such as to which account. */
	isTarget?: boolean;
	/** Maximum number of characters of a text. */
	maxLength?: number;
	/** Whether only the digits 0 to 9 are allowed. */
	digitsOnly?: boolean;
	/** The smallest and the largest number allowed. */
	min?: number;
	max?: number;
	choices?: Choice[];
	/** The kind of text in the field, for the warnings about a mapping. */
	holds?: 'name' | 'email';
	/** Column names that take priority when several columns of the input match, such as a mobile number over a telephone number. */
	preferredNames?: string[];
	/** Further column names, besides `id` and `label`, that 'Map Automatically' recognises. */
	aliases?: string[];
}

/** A row for the platform: its field names with values that are ready for JSON. */
export type Row = IDataObject;

/** The reason why a row cannot be sent. */
export interface Fault {
	/** A sentence for the user. */
	reason: string;
	/** A short code for the workflow. */
	reasonCode: string;
	/** Label of the column that has the fault, if it is a single one. */
	column?: string;
}

/** Makes the fault of a column. @param text completes "'Birthday' …" */
export function columnFault({ label }: Pick<Field, 'label'>, text: string, reasonCode: string): Fault {
	return { reason: `'${label}' ${text}`, reasonCode, column: label };
}

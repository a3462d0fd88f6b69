import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject, INodeType } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';

/** A row that the platform does not take: what it is, its columns, and the code and the words of the refusal. */
export type BadRow = [what: string, values: IDataObject, reasonCode: string, reason: RegExp];

/** A row that no document forbids: what it is, its columns, what is sent for them, and options of the import. */
export type HarmlessRow = [what: string, values: IDataObject, sent: IDataObject, options?: IDataObject];

/** A file of test/fixtures/wrongFiles, and what the import says about it. */
export interface WrongFile {
	file: string;
	/** Column → expression; null to map by name, nothing for the mapping of the sound file. */
	value?: IDataObject | null;
	encoding?: 'latin1' | 'gb18030';
	warnings: RegExp[];
}

/** What the table "Names of exports" of docs/imports.md has of the platform. */
export interface ExportNames {
	/** Which of the fields that a line names is the platform's. */
	position: number;
	/** What is sent with each row. */
	always: IDataObject;
	/** What no export has, but the platform demands. */
	demanded: IDataObject;
	/** What the import needs to take the same row twice. */
	options?: IDataObject;
}

/** The rows that the shared tests try on a platform. */
export interface TestedRows {
	badRows: BadRow[];
	harmlessRows: HarmlessRow[];
	/** A row under the headings of a CRM's export, and what is sent for it. */
	headings: { row: IDataObject; wire: IDataObject };
	wrongFiles: WrongFile[];
	/** Undefined for a platform that the table does not have. */
	exportNames?: ExportNames;
}

/** What the shared tests of imports need to know of a platform. No shared test asks which platform it is. */
export interface TestedPlatform extends TestedRows {
	/** What messages call the platform. */
	label: string;
	credential: { name: string; type: ICredentialType; data: ICredentialDataDecryptedObject };
	/** What no message, log line or item may show. */
	secrets: string[];
	/** Headers of a request that nobody may get to see. */
	secretHeaders: string[];
	/** The field of the credential that holds a bearer token, if there is one. */
	tokenField?: string;
	/** How the platform says that the credential is wrong. */
	denied: { data: ICredentialDataDecryptedObject; message: string; parameter: string; code: number };
	/** The path that all calls begin with. */
	apiPath: string;
	/** The code of the envelope when a call was taken. */
	successCode: number;
	/** The difference of the clocks that the platform bears, in milliseconds. */
	clockOffsetMs: number;
	/** The platform's column of the phone that the shared rows have, and of the name. */
	phone: string;
	person: string;
	/** The columns that each row must have, by the mapper. */
	required: string[];
	/** What Clean Phones leaves of the country code in "+86". */
	countryCode: string;
	/** The reason code of a phone with spaces and signs when Clean Phones is off; undefined when it is sent as it is. */
	uncleanPhoneReason?: string;
	/** The reason code of a row without a phone. */
	noPhoneReason: string;
	/** A column of whole numbers. */
	wholeNumber: string;
	/** Columns that take JSON, and the form that an object has in the first of them. */
	json: { columns: [string, ...string[]]; wrap(value: IDataObject): unknown };
	/** Whether the column mapper asks the platform for fields of the account, and columns that exist only there. */
	accountFields: RegExp | undefined;
	/** The types that the mapper shows for some columns, and choices that it offers for one. */
	types: IDataObject;
	choices?: { column: string; choice: IDataObject };
	/** Columns whose values need the mapper's list of columns, and what is sent for the others without that list. */
	needsSchema: string[];
	sentWithoutSchema: IDataObject;
	/** The mapping of the sound file of test/fixtures/wrongFiles. */
	soundFile: IDataObject;
}

/** One import, as far as the tests that all imports share need to know it. */
export interface ImportOperation extends TestedPlatform {
	name: string;
	type: INodeType;
	/** Resource, operation and what else the operation cannot do without. */
	parameters: IDataObject;
	/** Which column mapper fills `columns`. */
	columnsMethod: string;
	/** Largest number of rows in one request. */
	limit: number;
	/** The end of the call's path. */
	path: string;
	/** Where the rows stand in the request. */
	list: string;
	success: 'imported' | 'accepted';
	/** Parameters beside the options that must have one value for all rows, with expressions that differ between rows. */
	oneForAllRows: Array<{ label: string; parameters: IDataObject }>;
	/** The `data` of an answer that takes two rows. */
	takenTwo: unknown;
	/** The `data` of answers that say these words about single rows of two. */
	repliesAboutRows?(words: string): unknown[];
	/** Whether an answer whose code is a success and whose data is this one proves nothing against the rows. */
	believes(data: unknown): boolean;
	/** What the summary says of the place that the rows went to. */
	target: IDataObject;
	/** Phones that the sandbox has stored, once for each storing. */
	stored(sandbox: Sandbox): string[];
	/** The IDs that an item gets when its row was stored, in the order of the rows. */
	ids(sandbox: Sandbox, rowCount: number): IDataObject[];
	/** Every column with a value, and what becomes of it; every option of the request, and the whole request but for its rows. */
	everything: { row: IDataObject; wire: IDataObject; options: IDataObject; head: IDataObject };
	/** The request with one shared row when nothing else is set. */
	least: IDataObject;
}

export const $ = (column: string) => `={{ $json["${column}"] }}`;

export const byId = (id: string): IDataObject => ({ __rl: true, mode: 'id', value: id });

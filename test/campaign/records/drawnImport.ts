import type fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox, Settings } from '../../../sandbox';
import type { Endpoint } from '../../../sandbox/http/call';
import type { World } from '../../../sandbox/world';
import type { ArrivalOperation } from '../../workflow/arrival/records/testedCheck';
import type { ImportOperation } from '../../workflow/import/records/testedImport';
import type { Column } from '../columns';
import type { PhoneForm, PhoneRules } from '../phones';
import type { Plan } from '../plan';

/** The platforms' data, which a sandbox has, and the world of a simulation. */
export type Stores = Pick<Sandbox, 'longlonglong' | 'nxlink'>;

/** A row that the platform has stored. */
export interface Storing {
	phone: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** A request's body, or a row in it; integers that a number cannot hold are bigints. */
export type Json = Record<string, unknown>;

/** What a campaign draws for the rows, options and answers of one import. */
interface DrawnParts {
	/** Where phone and name go, and further columns that are always mapped: the column of the input → its ID in the mapping. */
	baseColumns: { phone: string; name: string } & Record<string, string>;
	/** All columns that rows may have beside these. */
	columns(rules: PhoneRules): Column[];
	phoneForm: PhoneForm;
	/** A phone that passes the node's checks and not the platform's; instead of it, a value of a base column that does. */
	refusedPhone?(index: number): string;
	refusedCell?: { key: string; given: string };
	/** Options that this import has beside those of all imports. */
	options: Record<string, fc.Arbitrary<unknown>>;
	/** Parameters of the node beside the options. */
	parameters?: fc.Arbitrary<IDataObject>;
	/** Settings of the platform that matter to this import alone. */
	settings?: fc.Arbitrary<Partial<Settings>>;
	/** Codes with which the platform refuses a whole request because of its rows; the last one is known to nobody. */
	rowCodes: number[];
}

/** What the platform makes of an import. */
interface PlatformRules {
	/** Whether nothing keeps a column of the request under these options: a row with a value there is invalid. */
	isLost?(column: string, options: IDataObject): boolean;
	/** Whether the options name an account that does not exist, so that every call is refused. */
	isDenied?(options: IDataObject): boolean;
	/** Whether one refused row, or one that is there already, makes the platform refuse its whole request. */
	refusesWholeRequest?(options: IDataObject): boolean;
	/** Whether the platform may accept a row and refuse it later. */
	refusesLater: boolean;
	/** Whether a repeated row may be a success that stores nothing more. */
	storesOnce?(plan: Plan): boolean;
	/**
	 * Whether this answer is taken for a success although it proves nothing, because nothing more is documented. Where the platform would
	 * have refused a row, such an answer is a lie that no check can see through.
	 */
	isBelieved?(body: string): boolean;
	/** Whether a 503 in an envelope under HTTP 200 certainly asks to come back later. */
	has503InEnvelope: boolean;
	/** Reason codes of answers that deny all further calls. */
	denials: RegExp;
}

/** One import, as far as the campaign needs to know it. No other file of the campaign asks which import it is. */
export interface DrawnImport extends DrawnParts, PlatformRules {
	/** What plans call it. */
	name: string;
	/** The record of the shared workflow tests. */
	tested: ImportOperation;
	/** Parameters in place of those of the record. */
	place?: IDataObject;
	/** The check that finds its rows. Undefined for a platform that has none. */
	arrival?: ArrivalOperation;
	/** The platform's code that answers the import's request, for a network without sockets; the end of the path is in `tested`. */
	endpoint?: { path: RegExp; of(world: World): Endpoint };
	/** All rows that were stored where the import puts them, oldest first. */
	storings(stores: Stores): Storing[];
	/** A further place of the platform that takes what is stored, and whether the options want it there. */
	furtherPlace?: {
		label: string;
		storings(stores: Stores): Storing[];
		isWanted(options: IDataObject): boolean;
	};
	/** What the options must have made of a request, beside its rows and the account. */
	head(plan: Plan): IDataObject;
	/** Fields of a request that name the account. */
	accountFields: string[];
	/** Fields of a request that each of its rows repeats. */
	repeatedFields: string[];
	/** A row on the wire, in the columns that a planned row has. A column that nobody expects stays in it. */
	wireColumns(row: Json): Json;
	/** What no text may show. */
	secrets: readonly string[];
}

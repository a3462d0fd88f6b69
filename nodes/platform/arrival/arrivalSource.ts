import type { IDataObject } from 'n8n-workflow';

/** One page of a list, as far as the check needs it. */
export interface ListedPage {
	rows: IDataObject[];
	/** How many pages follow; undefined when the platform does not tell. */
	pagesLeft?: number;
}

/** How a reading of a list ended. */
export interface ListEnd {
	/** Whether the reading met as many rows as the list has. A second reading with the same `fingerprint` proves that no row was skipped. */
	isComplete: boolean;
	/** The same for two readings that met the same rows in the same order. */
	fingerprint?: string;
	pages?: number;
	/** Why it was not complete. */
	reason?: string;
}

/** What a look-up of one contact brought. */
export type LookUp =
	| { kind: 'rows'; rows: IDataObject[] }
	/** The platform refused or did not answer. */
	| { kind: 'failed'; reason: string };

/** Where the check looks: one list of one platform. */
export interface ArrivalSource {
	/**
	 * Reads the list page by page.
	 * @param since a moment of the platform's clock; only what came later is read. Undefined: everything
	 */
	pages(since: string | undefined): AsyncGenerator<ListedPage, ListEnd, undefined>;
	/** Looks one contact up; missing when the list has no filter for it. */
	lookUp?(contact: string): Promise<LookUp>;
	/** The contact of a row of the list; undefined when the row shows none. */
	contactOf(row: IDataObject): string | undefined;
	/** What the platform says of a row that arrived. */
	factsOf(row: IDataObject): { id?: string; createdAt?: string };
	isCancelled(): boolean;
}

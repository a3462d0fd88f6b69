import type { IDataObject } from 'n8n-workflow';

/** One page of a platform's list. */
export interface ListedPage {
	rows: IDataObject[];
	/** How many pages follow; undefined when the platform does not tell. */
	pagesLeft?: number;
}

/** How a reading of a list ended. */
export interface ListEnd {
	/** Whether the reading returned as many rows as the list has. A second reading with the same `fingerprint` proves that no row was skipped. */
	isComplete: boolean;
	/** A hash of the rows in their order: two readings of the same rows have the same one. */
	fingerprint?: string;
	/** Number of pages that were read. */
	pages?: number;
	/** Why the reading was not complete. */
	reason?: string;
}

/** The result of looking up one contact. */
export type LookUp =
	| { kind: 'rows'; rows: IDataObject[] }
	/** The platform refused or did not answer. */
	| { kind: 'failed'; reason: string };

/** A list of a platform in which the check looks for contacts. */
export interface ArrivalSource {
	/**
	 * Reads the list page by page.
	 * @param since a time on the platform's clock, `yyyy-MM-dd HH:mm:ss`; only rows created later are read. Undefined reads all rows
	 */
	pages(since: string | undefined): AsyncGenerator<ListedPage, ListEnd, undefined>;
	/** Looks up one contact. A source whose list has no filter for contacts leaves this function out. */
	lookUp?(contact: string): Promise<LookUp>;
	/** The contact in a row of the list; undefined when the row has none. */
	contactOf(row: IDataObject): string | undefined;
	/** The ID and the creation time in a row of the list, as the platform writes them. */
	factsOf(row: IDataObject): { id?: string; createdAt?: string };
	isCancelled(): boolean;
}

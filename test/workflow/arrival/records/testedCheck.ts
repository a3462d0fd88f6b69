import type { IDataObject, INodeType } from 'n8n-workflow';

import type { LoggedRequest, Sandbox } from '../../../../sandbox';
import type { ImportOperation } from '../../import/testedImports';

/** One arrival check, as far as the tests that all of them share need to know it. No shared test asks which platform it is. */
export interface ArrivalOperation {
	name: string;
	type: INodeType;
	parameters: IDataObject;
	/** The parameter that holds each row's contact. */
	contact: string;
	/** The import whose rows it finds. */
	importedBy: ImportOperation;
	/** Rows that one page of the list has. */
	pageSize: number;
	/** Whether the list can be asked for one contact. */
	canLookUp: boolean;
	/** Whether the list says how long it is, so that reading it to its end proves that a row is missing. */
	isCounted: boolean;
	/** How people write a country in front of a phone that the platform holds without one. */
	countrySign: string;
	/** Puts contacts into the platform's list that no import brought, and gives these contacts. */
	fill(sandbox: Sandbox, count: number): unknown[];
	/** Further parameters that find these contacts. */
	findsFilled?: IDataObject;
	/** Whether a request only reads. */
	isRead(request: LoggedRequest): boolean;
}

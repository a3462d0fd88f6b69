import type { IDataObject, INodeType } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import type { TestedPlatform } from '../../import/records/testedImport';

/** One way of running an operation, whose items are looked at for their names. */
export interface ResultRun {
	parameters: IDataObject;
	/** Puts there what the operation needs, or what is to go wrong, beside the seeds of every run; gives further parameters. */
	prepare?(sandbox: Sandbox): Promise<IDataObject> | void;
}

/** An operation that is neither an import nor a check: how it is run, in all ways in which its items have different names. */
export interface TestedResult {
	type: INodeType;
	credential: TestedPlatform['credential'];
	resource: string;
	operation: string;
	runs: ResultRun[];
	/** Whether the item is the platform's answer as it is, so that no name in it is the node's. */
	isPlatforms?: boolean;
}

import { CUSTOMER_UPSERT } from '../../import/records/nxlink';
import type { TestedResult } from './testedResult';

const node = { type: CUSTOMER_UPSERT.type, credential: CUSTOMER_UPSERT.credential };

export const NXLINK_RESULTS: TestedResult[] = [
	{ ...node, resource: 'customer', operation: 'getMany', runs: [{ parameters: { returnAll: true } }] },
	{ ...node, resource: 'customerField', operation: 'getMany', runs: [{ parameters: { returnAll: true } }] },
];

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { ACME_IMPORT } from './records/acme';
import { CUSTOMER_IMPORT, NUMBER_ADD, NUMBER_ADD_ASYNC } from './records/longlonglong';
import { CUSTOMER_UPSERT } from './records/nxlink';
import type { ImportOperation } from './records/testedImport';

export { CUSTOMER_IMPORT, NUMBER_ADD, NUMBER_ADD_ASYNC } from './records/longlonglong';
export { CUSTOMER_UPSERT } from './records/nxlink';
export type { ImportOperation } from './records/testedImport';
export { byId } from './records/testedImport';

export const LONGLONGLONG_OPERATIONS = [CUSTOMER_IMPORT, NUMBER_ADD, NUMBER_ADD_ASYNC];
/** The imports of the package. */
export const PACKAGE_OPERATIONS = [...LONGLONGLONG_OPERATIONS, CUSTOMER_UPSERT];
/** Every import that the shared rules are tested on: those of the package, and that of the trial platform. */
export const OPERATIONS = [...PACKAGE_OPERATIONS, ACME_IMPORT];

/** What the credential of an operation holds when it points to this sandbox. */
export function credentialFor(
	{ credential }: ImportOperation,
	{ url }: Sandbox,
): ICredentialDataDecryptedObject {
	return { baseUrl: url, ...credential.data };
}

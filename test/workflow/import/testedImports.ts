import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import packageJson from '../../../package.json';
import type { GuestPlatform, Sandbox } from '../../../sandbox';
import { ACME_SANDBOX } from '../../fixtures/acme/sandbox/acme';
import { ACME_IMPORT } from './records/acme';
import { LONGLONGLONG_IMPORTS } from './records/longlonglong';
import { CUSTOMER_UPSERT } from './records/nxlink';
import type { ImportOperation } from './records/testedImport';

export type { ImportOperation } from './records/testedImport';
export { byId } from './records/testedImport';

/** Every import that the shared rules are tested on: those of the package, and that of the trial platform. */
export const OPERATIONS: ImportOperation[] = [...LONGLONGLONG_IMPORTS, CUSTOMER_UPSERT, ACME_IMPORT];

/** Platforms that the tests add to the sandbox. */
export const GUESTS: GuestPlatform[] = [ACME_SANDBOX];

/** The imports of nodes that package.json lists. */
export const PACKAGE_OPERATIONS = OPERATIONS.filter(({ type }) =>
	packageJson.n8n.nodes.some((file) => file.endsWith(`/${type.constructor.name}.node.js`)),
);

/** What the credential of an operation holds when it points to this sandbox. */
export function credentialFor(
	{ credential }: ImportOperation,
	{ url }: Sandbox,
): ICredentialDataDecryptedObject {
	return { baseUrl: url, ...credential.data };
}

/** The answer of a platform that has taken two rows. */
export const takenBy = (operation: ImportOperation, more: object = {}) => ({
	...{ code: operation.successCode, status: 'success', message: 'ok', data: operation.takenTwo },
	...more,
});

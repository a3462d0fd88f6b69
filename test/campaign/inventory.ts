import type { ICredentialType, INodeType } from 'n8n-workflow';

import type { OperationChoice } from '../packageParts';
import { isColumnMapping, operationsWith } from '../packageParts';
import { PACKAGE_IMPORTS } from './drawnImports';

const WAY_OUT = 'add one to test/campaign/records, and to the list in test/campaign/drawnImports.ts';

const nameOf = ({ node, resource, operation }: OperationChoice): string =>
	`${node}, ${String(resource)}: ${String(operation)}`;

/** The import of each record, as the panel of its node names it. */
const drawn = PACKAGE_IMPORTS.map(({ tested: { type, parameters } }) => {
	const { resource, operation } = parameters;
	return nameOf({ node: type.description.name, resource, operation });
});

/**
 * Says which nodes, imports and credentials the campaign has no record for, one sentence each, and which records are of imports that are
 * not there. A trigger imports nothing; any other node without an import is one that the campaign does not know.
 * @param nodes those of package.json
 * @param credentials those of package.json
 */
export function missingRecords(
	nodes: readonly INodeType[],
	credentials: readonly ICredentialType[],
): string[] {
	const imports = nodes.map((node) => ({
		...{ name: node.description.name, isTrigger: node.description.group.includes('trigger') },
		names: operationsWith(node, isColumnMapping).map(nameOf),
	}));
	const all = imports.flatMap(({ names }) => names);
	const credentialNames = PACKAGE_IMPORTS.map(({ tested }) => tested.credential.name);
	return [
		...imports
			.filter(({ names, isTrigger }) => names.length === 0 && !isTrigger)
			.map(({ name }) => `The node ${name} has no import that the campaign could draw`),
		...all
			.filter((name) => !drawn.includes(name))
			.map((name) => `The campaign has no record of the import ${name}: ${WAY_OUT}`),
		...credentials
			.filter(({ name }) => !credentialNames.includes(name))
			.map(({ name }) => `No record of the campaign uses the credential ${name}: ${WAY_OUT}`),
		...drawn
			.filter((name) => !all.includes(name))
			.map((name) => `The campaign has a record of ${name}, which package.json does not have`),
	];
}

import type { INodeProperties, INodeType } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { OPERATIONS as CAMPAIGN_OPERATIONS } from '../../campaign/columns';
import { PLACES } from '../../campaign/parameters';
import { CREDENTIAL_TYPES, NODES } from '../../campaign/stage';
import { packageCredentials, packageNodes, packageWings } from '../../packageParts';
import { CHECKS } from '../arrival/testedChecks';
import { OPERATIONS, PACKAGE_OPERATIONS } from './testedImports';

/** What package.json lists is tested by the shared rules, and these know no platform: a new node, operation or credential fails here first. */

type Choice = { name: string; resource: unknown; operation: unknown };

/** The operations of a node that show a parameter, by the node's name, the resource and the operation. */
function operationsWith({ description }: INodeType, parameter: string): Choice[] {
	const shown = description.properties.filter(({ name }) => name === parameter);
	return shown.flatMap(({ displayOptions }: INodeProperties) => {
		const { resource = [], operation = [] } = displayOptions?.show ?? {};
		return resource.flatMap((one) =>
			operation.map((other) => ({ name: description.name, resource: one, operation: other })),
		);
	});
}

const choiceOf = ({
	type,
	parameters,
}: Pick<(typeof OPERATIONS)[number], 'type' | 'parameters'>): Choice => ({
	name: type.description.name,
	resource: parameters.resource,
	operation: parameters.operation,
});

const byText = (choices: Choice[]) => choices.map((choice) => JSON.stringify(choice)).sort();

it('every import of the package has a record', () => {
	const there = packageNodes().flatMap((node) => operationsWith(node, 'columns'));
	expect(byText(PACKAGE_OPERATIONS.map(choiceOf))).toEqual(byText(there));
});

it('every arrival check of the package has a record', () => {
	const there = packageNodes().flatMap((node) => operationsWith(node, 'options'));
	const checks = there.filter(({ operation }) => operation === 'checkArrival');
	expect(byText(CHECKS.map(choiceOf))).toEqual(byText(checks));
});

it('the campaign draws every import of the package, with every credential', () => {
	expect(PACKAGE_OPERATIONS.map(({ campaign }) => campaign)).toEqual([...CAMPAIGN_OPERATIONS]);
	for (const operation of PACKAGE_OPERATIONS) {
		const drawn = operation.campaign ?? 'customer';
		const type = NODES[drawn];
		const parameters = PLACES[drawn];
		expect(choiceOf({ type, parameters })).toEqual(choiceOf(operation));
	}
	expect(Object.keys(CREDENTIAL_TYPES)).toEqual(packageCredentials().map(({ name }) => name));
});

it.each(packageCredentials())('tests of secrets look for every secret of $name', ({ name, properties }) => {
	const fields = properties.filter(({ typeOptions }) => typeOptions?.password).map((field) => field.name);
	expect(fields.length).toBeGreaterThan(0);
	const tested = OPERATIONS.filter(({ credential }) => credential.name === name);
	expect(tested.length).toBeGreaterThan(0);
	for (const { credential, secrets } of tested) {
		expect(fields.filter((field) => !secrets.includes(String(credential.data[field])))).toEqual([]);
	}
});

describe('no test under the shared rules knows a platform', () => {
	const WORKFLOW = join(__dirname, '..');
	/** They list the records, and have nothing else of a platform. */
	const LISTS = ['testedImports.ts', 'testedChecks.ts'];
	const files = ['import', 'arrival', 'tool'].flatMap((folder) =>
		readdirSync(join(WORKFLOW, folder))
			.filter((file) => file.endsWith('.ts') && !LISTS.includes(file))
			.map((file) => join(folder, file)),
	);
	const platforms = new Set([...packageWings(), ...OPERATIONS.map(({ label }) => label)]);

	it.each(files)('%s', (file) => {
		const text = readFileSync(join(WORKFLOW, file), 'utf8');
		expect(text.match(new RegExp([...platforms].join('|'), 'gi')) ?? []).toEqual([]);
	});
});

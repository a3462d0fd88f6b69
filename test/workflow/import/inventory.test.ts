import type { INodeType } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { GUEST_IMPORTS, PACKAGE_IMPORTS } from '../../campaign/drawnImports';
import { missingRecords } from '../../campaign/inventory';
import type { OperationChoice } from '../../packageParts';
import {
	isColumnMapping,
	operationsWith,
	packageCredentials,
	packageNodes,
	packageWings,
} from '../../packageParts';
import { CHECKS } from '../arrival/testedChecks';
import { OPERATIONS, PACKAGE_OPERATIONS } from './testedImports';

/** What package.json lists is tested by the shared rules, and these know no platform: a new node, operation or credential fails here first. */

const choiceOf = ({
	type,
	parameters,
}: Pick<(typeof OPERATIONS)[number], 'type' | 'parameters'>): OperationChoice => ({
	node: type.description.name,
	resource: parameters.resource,
	operation: parameters.operation,
});

const byText = (choices: OperationChoice[]) => choices.map((choice) => JSON.stringify(choice)).sort();

it('every import of the package has a record', () => {
	const there = packageNodes().flatMap((node) => operationsWith(node, isColumnMapping));
	expect(byText(PACKAGE_OPERATIONS.map(choiceOf))).toEqual(byText(there));
});

it('every arrival check of the package has a record', () => {
	const there = packageNodes().flatMap((node) => operationsWith(node, ({ name }) => name === 'options'));
	const checks = there.filter(({ operation }) => operation === 'checkArrival');
	expect(byText(CHECKS.map(choiceOf))).toEqual(byText(checks));
});

describe('the campaign', () => {
	it('draws every import that the shared rules are tested on, by the same record', () => {
		const drawn = [...PACKAGE_IMPORTS, ...GUEST_IMPORTS].map(({ tested }) => tested.name);
		expect(drawn).toEqual(OPERATIONS.map(({ name }) => name));
		expect(PACKAGE_IMPORTS.map(({ tested }) => tested)).toEqual(PACKAGE_OPERATIONS);
	});

	it('knows every node, import and credential of package.json', () => {
		expect(missingRecords(packageNodes(), packageCredentials())).toEqual([]);
	});

	it.each(GUEST_IMPORTS)('names a planted node, its import and its credential ($name)', ({ tested }) => {
		const { type: planted, credential } = tested;
		const { resource, operation } = tested.parameters as Record<string, string>;
		const found = missingRecords([...packageNodes(), planted], [...packageCredentials(), credential.type]);
		const way = ': add one to test/campaign/records, and to the list in test/campaign/drawnImports.ts';
		expect(found).toEqual([
			`The campaign has no record of the import ${planted.description.name}, ${resource}: ${operation}${way}`,
			`No record of the campaign uses the credential ${credential.name}${way}`,
		]);
		const hidden = { ...planted, description: { ...planted.description, properties: [] } };
		expect(missingRecords([...packageNodes(), hidden], packageCredentials())).toEqual([
			`The node ${planted.description.name} has no import that the campaign could draw`,
		]);
	});

	it('names an import that is always shown, and a record of an import that is gone', () => {
		const [first, ...others] = packageNodes();
		const mappings = first?.description.properties.filter(isColumnMapping) ?? [];
		const properties = mappings.map((mapping) => ({ ...mapping, displayOptions: undefined }));
		const changed = { ...first, description: { ...first?.description, properties } } as INodeType;
		const name = first?.description.name;
		const found = missingRecords([changed, ...others], packageCredentials()).join('\n');
		expect(found).toContain(`The campaign has no record of the import ${name}, any: any`);
		expect(found).toMatch(
			new RegExp(`The campaign has a record of ${name}, .*, which package.json does not have`),
		);
	});
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
	const LISTS = [
		'testedImports.ts',
		'testedChecks.ts',
		'testedResults.ts',
		'drawnImports.ts',
		'seeds.ts',
		'lists.ts',
	];
	const FOLDERS = ['import', 'arrival', 'tool', 'results', '../campaign', '../simulation', '../soak'];
	const files = FOLDERS.flatMap((folder) =>
		readdirSync(join(WORKFLOW, folder))
			.filter((file) => file.endsWith('.ts') && !LISTS.includes(file))
			.map((file) => join(folder, file)),
	);
	const platforms = new Set([...packageWings(), ...OPERATIONS.map(({ label }) => label)]);

	it.each(files)('%s', (file) => {
		const text = readFileSync(join(WORKFLOW, file), 'utf8');
		expect(text.match(new RegExp([...platforms].join('|'), 'gi')) ?? []).toEqual([]);
	});

	it('and no file of the campaign asks which import it is', () => {
		const quoted = new RegExp(
			`'(?:${[...PACKAGE_IMPORTS, ...GUEST_IMPORTS].map(({ name }) => name).join('|')})'`,
		);
		const asking = files.filter(
			(file) =>
				/campaign|simulation|soak/.test(file) && quoted.test(readFileSync(join(WORKFLOW, file), 'utf8')),
		);
		expect(asking).toEqual([]);
	});
});

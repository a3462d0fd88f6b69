import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { OperationChoice } from '../../packageParts';
import { isColumnMapping, operationsOf, operationsWith, packageNodes } from '../../packageParts';
import { expectPublicNames, RESULT } from '../../publicNames';
import { read } from '../../unit/docPages';
import { runNode } from '../harness';
import { useSandbox } from '../import/importing';
import type { ResultRun, TestedResult } from './testedResults';
import { RESULTS, SEEDED } from './testedResults';

/** The names in the items of operations stand in users' workflows: they are held by publicNames.txt, and the documentation has them. */
const sandbox = useSandbox();

const TABLES = read('docs/operations.md').split('\n');
/** What an item may have of the platform's reply, whatever the operation; the page says so once. */
const OF_THE_REPLY = ['message', 'data'];

const keyOf = ({ node, resource, operation }: OperationChoice): string =>
	[node, resource, operation].join('.');

const choiceOf = ({ type, resource, operation }: TestedResult): OperationChoice => ({
	...{ node: type.description.name, resource, operation },
});

const hasSimplify = (result: TestedResult): boolean =>
	operationsWith(result.type, ({ name }) => name === 'simplify')
		.map(keyOf)
		.includes(keyOf(choiceOf(result)));

/** The names in the items that a run gives. */
async function namesIn(result: TestedResult, run: ResultRun, more: IDataObject = {}): Promise<string[]> {
	sandbox.current.reset();
	sandbox.current.seed(SEEDED);
	const prepared = await run.prepare?.(sandbox.current);
	const { type, credential, resource, operation } = result;
	const { error, outputs } = await runNode({
		items: [{}],
		node: {
			type,
			parameters: { resource, operation, ...run.parameters, ...prepared, ...more },
			credentials: { [credential.name]: { baseUrl: sandbox.current.url, ...credential.data } },
			credentialTypes: [credential.type],
		},
	});
	expect(error).toBeUndefined();
	const items = outputs.flat();
	expect(items.length).toBeGreaterThan(0);
	return [...new Set(items.flatMap(({ json }) => Object.keys(json)))];
}

/** The names that the node itself gives: of a list, those that Simplify adds to the platform's. */
async function ownNames(result: TestedResult): Promise<string[]> {
	const names = new Set<string>();
	for (const run of result.runs) {
		const simple = await namesIn(result, run);
		const raw = hasSimplify(result) ? await namesIn(result, run, { simplify: false }) : [];
		for (const name of simple) if (!raw.includes(name)) names.add(name);
	}
	return result.isPlatforms ? [] : [...names];
}

it('every operation that is neither an import nor a check has a record', () => {
	const there = packageNodes().flatMap((type) => {
		const imports = operationsWith(type, isColumnMapping).map(keyOf);
		return operationsOf(type)
			.filter(({ operation }) => operation !== 'check' && operation !== 'checkArrival')
			.map(keyOf)
			.filter((key) => !imports.includes(key));
	});
	expect(RESULTS.map((result) => keyOf(choiceOf(result))).sort()).toEqual(there.sort());
});

describe('the names in items', () => {
	const found = new Map<string, string[]>();

	it.each(RESULTS.map((result) => ({ key: keyOf(choiceOf(result)), result })))(
		'$key',
		async ({ key, result }) => {
			const names = await ownNames(result);
			found.set(key, names);
			if (hasSimplify(result) || result.isPlatforms) return;
			const rows = TABLES.filter((line) => line.startsWith(`| ${labelOf(result)} `));
			expect(rows).toHaveLength(1);
			const documented = [...(rows[0]?.split('|').at(-2) ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
			expect(documented).toEqual(
				expect.arrayContaining(names.filter((name) => !OF_THE_REPLY.includes(name))),
			);
		},
	);

	it('are those of publicNames.txt', () => {
		const lines = [...found].flatMap(([key, names]) => names.map((name) => `${RESULT}${key}.${name}`));
		expectPublicNames(lines, (line) => line.startsWith(RESULT));
	});
});

/** What docs/operations.md calls an operation. */
function labelOf({ type, resource, operation }: TestedResult): string {
	const named = (name: string, value: string) =>
		type.description.properties
			.filter((property) => property.name === name)
			.filter(
				({ displayOptions }) => name === 'resource' || displayOptions?.show?.resource?.includes(resource),
			)
			.flatMap(({ options = [] }) => options as INodePropertyOptions[])
			.find((option) => option.value === value)?.name ?? '';
	return `${named('resource', resource)}: ${named('operation', operation)}`;
}

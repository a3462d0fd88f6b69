import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Field, FieldType } from '../../nodes/rows/field';
import { packageNodes, packageWings, wingFile } from '../packageParts';
import { anchors, CHINESE, links, PAGES, read, README, ROOT, tableRows } from './docPages';

describe.each(PAGES)('%s', (page) => {
	it('has only links and pictures that lead somewhere', () => {
		const prose = read(page)
			.replace(/^```[^]*?^```/gm, '')
			.replace(/`[^`\n]*`/g, '');
		const broken = links(prose)
			.filter((address) => !/^[a-z]+:/i.test(address))
			.filter((address) => {
				const [file = '', anchor] = address.split('#');
				const target = file === '' ? page : path.join(path.dirname(page), file);
				if (!existsSync(path.join(ROOT, target))) return true;
				return anchor !== undefined && !anchors(read(target)).has(anchor);
			});
		expect(broken).toEqual([]);
	});
});

describe('the commands', () => {
	const blocks = (page: string) =>
		[...read(page).matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, code = '']) => code);

	const TESTS = ['npm ci && npm test', 'npm run test:n8n'];

	it.each([README, CHINESE])('%s prints them, each in a block of its own', (page) => {
		expect(blocks(page).slice(0, 3)).toEqual(['npm ci && npm start', ...TESTS]);
	});

	it('CI runs the tests as README prints them', () => {
		expect(read('.ci/run').trim().split('\n').slice(-2)).toEqual(TESTS);
	});

	it('pull requests run the first on three versions of Node.js, and the second once', () => {
		const workflow = read('.github/workflows/test.yml');
		expect(workflow).toMatch(/on:\n {2}pull_request:/);
		expect(workflow).toContain('node-version: [20, 22, 24]');
		const runs = [...workflow.matchAll(/- run: (.+)$/gm)].map(([, command]) => command);
		expect(runs).toEqual(['npm ci && npm test', 'npm ci', 'npm run test:n8n']);
	});

	it('CONTRIBUTING names scripts that package.json has', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const named = [...read('CONTRIBUTING.md').matchAll(/`npm run ([\w:]+)/g)].map(([, name = '']) => name);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});
});

/** Those parameters of a node that one operation shows; all of them share no other condition in what is asked here. */
function shownFor(properties: INodeProperties[], resource: string, operation: string): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});
}

interface DescribedOperation {
	node: string;
	resource: INodePropertyOptions;
	operation: INodePropertyOptions;
	parameters: INodeProperties[];
}

function operationsOf({ description }: INodeType): DescribedOperation[] {
	const { properties, displayName } = description;
	const named = (name: string) => properties.filter((property) => property.name === name);
	const options = (property?: INodeProperties) => (property?.options ?? []) as INodePropertyOptions[];
	return options(named('resource')[0]).flatMap((resource) => {
		const value = String(resource.value);
		const its = named('operation').find(({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(value),
		);
		return options(its).map((operation) => ({
			...{ node: displayName, resource, operation },
			parameters: shownFor(properties, value, String(operation.value)),
		}));
	});
}

const OPERATIONS = packageNodes().flatMap(operationsOf);

describe.each([README, CHINESE])('the tables of %s', (page) => {
	/** `导入（Import）` and "Import（导入）" name Import: what stands in the wide brackets explains. */
	const plain = (cell = '') => cell.replace(/（[^）]*）/g, '').trim();
	const rows = tableRows(page);

	it('name every node, resource and operation, and none that there is not', () => {
		const documented = rows
			.filter(([node]) => OPERATIONS.some((known) => known.node === node))
			.filter((cells) => cells.length >= 3)
			.flatMap(([node, resource, names = '']) =>
				names.split(/[,，、]/).map((name) => `${node} / ${plain(resource)} / ${plain(name)}`),
			);
		const there = OPERATIONS.map(
			({ node, resource, operation }) => `${node} / ${resource.name} / ${operation.name}`,
		);
		expect(documented.sort()).toEqual(there.sort());
	});

	it('give the rows in a request that each import allows', () => {
		const limits = OPERATIONS.flatMap(({ node, resource, operation, parameters }) => {
			const options = parameters.find(({ name }) => name === 'options')?.options as INodeProperties[];
			const batchSize = options?.find(({ name }) => name === 'batchSize');
			const labels = [resource.name, node].map((label) => `${label}: ${operation.name}`);
			return batchSize ? [{ labels, limit: String(batchSize.default) }] : [];
		});
		expect(limits.length).toBeGreaterThan(0);
		const isNamed = ({ labels, limit }: (typeof limits)[number]) =>
			rows.some(([label = '', number]) => labels.includes(label) && number === limit);
		expect(limits.filter((each) => !isNamed(each))).toEqual([]);
	});
});

it('docs/operations.md has a row for every operation', () => {
	const documented = tableRows('docs/operations.md').map(([operation]) => operation);
	const there = OPERATIONS.map(({ resource, operation }) => `${resource.name}: ${operation.name}`);
	expect(documented).toEqual(expect.arrayContaining(there));
});

describe('docs/imports.md', () => {
	const TAKES: Record<Exclude<FieldType, 'choice'>, string> = {
		text: 'text',
		phone: 'phone',
		integer: 'whole number',
		number: 'number',
		date: 'date',
		dateTime: 'date and time',
		commaList: 'text, or a list of texts',
		json: 'list or object, also as JSON text',
		object: 'object, also as JSON text',
	};

	function rowOf({ id, label, type, required, maxLength, digitsOnly, min, max, choices, ...names }: Field) {
		const limits = [
			...(required ? ['required'] : []),
			...(maxLength === undefined ? [] : [`at most ${maxLength.toLocaleString('en-US')} characters`]),
			...(digitsOnly ? ['digits only'] : []),
			...(min === undefined ? [] : [`${min} to ${max}`]),
		];
		const takes =
			type === 'choice' ? choices?.map(({ value, name }) => `${value} ${name}`).join(', ') : TAKES[type];
		const { preferredNames = [], aliases = [] } = names;
		return [label, id, takes, limits.join(', '), [...preferredNames, ...aliases].join(', ')];
	}

	const rows = tableRows('docs/imports.md');

	/** The longest field table of each platform: it has the columns of all its imports. */
	const tables = packageWings().map((wing) => {
		const lists = Object.values(wingFile(wing, 'fields')).filter((value) => Array.isArray(value));
		const [longest = []] = lists.sort((one, other) => other.length - one.length);
		return { wing, fields: longest as Field[] };
	});

	it.each(tables)('has the columns of $wing as they are: type, limits and other names', ({ fields }) => {
		const first = rows.findIndex(([, id], index) => {
			const ids = rows.slice(index, index + fields.length).map((cells) => cells[1]);
			return id === fields[0]?.id && ids.at(-1) === fields.at(-1)?.id;
		});
		expect(rows.slice(first, first + fields.length)).toEqual(fields.map(rowOf));
	});

	it('names every option of an import', () => {
		const options = OPERATIONS.filter(({ parameters }) => parameters.some(({ name }) => name === 'columns'))
			.flatMap(({ parameters }) => parameters.find(({ name }) => name === 'options')?.options ?? [])
			.map((option) => ('displayName' in option ? option.displayName : option.name));
		expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(options));
	});
});

import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Field, FieldType } from '../../nodes/rows/field';
import { CLICKS, total } from '../browser/clicks';
import { DOC_PICTURES } from '../browser/docPictures';
import { packageNodes, packageWings, wingFile } from '../packageParts';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const README = 'README.md';
const CHINESE = 'docs/README.zh-CN.md';
const PAGES = [
	...[README, 'CONTRIBUTING.md', 'CHANGELOG.md', 'sandbox/README.md'],
	...readdirSync(path.join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

/** The rows of all tables of a page, each as its cells, without marks of emphasis and code. */
function tableRows(page: string): string[][] {
	return read(page)
		.split('\n')
		.filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line))
		.map((line) =>
			line
				.split(/(?<!\\)\|/)
				.slice(1, -1)
				.map((cell) => cell.replace(/\*\*|`/g, '').trim()),
		);
}

/** The anchors that GitHub gives a page's headings. */
function anchors(markdown: string): Set<string> {
	const headings = markdown.replace(/^```[^]*?^```/gm, '').matchAll(/^#+ (.+)$/gm);
	return new Set(
		[...headings].map(([, text = '']) =>
			text
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.replace(/\s/g, '-'),
		),
	);
}

describe.each(PAGES)('%s', (page) => {
	it('has only links and pictures that lead somewhere', () => {
		const prose = read(page)
			.replace(/^```[^]*?^```/gm, '')
			.replace(/`[^`\n]*`/g, '');
		const addresses = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);
		const broken = addresses
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

it('pictures are pictures, and each is shown somewhere', () => {
	const text = PAGES.map(read).join('\n');
	for (const picture of readdirSync(path.join(ROOT, 'docs/images'))) {
		expect([picture, text.includes(`images/${picture}`)]).toEqual([picture, true]);
		expect(statSync(path.join(ROOT, 'docs/images', picture)).size).toBeGreaterThan(1_000);
	}
});

it('pictures of docs/images are taken by the browser tests, each by one of them', () => {
	const pictures = readdirSync(path.join(ROOT, 'docs/images')).filter((file) => file.endsWith('.png'));
	expect(pictures.sort()).toEqual(
		Object.keys(DOC_PICTURES)
			.map((name) => `${name}.png`)
			.sort(),
	);
});

describe('docs/examples.md', () => {
	const page = read('docs/examples.md');
	const [, ...sections] = page.split(/^## /m);
	const ways = sections
		.map((text) => ({ title: text.slice(0, text.indexOf('\n')), text }))
		.filter(({ title }) => /^(I|My) /.test(title));
	const links = (text: string) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);

	it('leads to every example', () => {
		const files = readdirSync(path.join(ROOT, 'examples/workflows'));
		const there = links(page).filter((address) => address.startsWith('../examples/workflows/'));
		expect([...new Set(there.map((address) => path.basename(address)))].sort()).toEqual(files.sort());
	});

	it('has a choice by source, which leads to each way', () => {
		const choice = page.slice(0, page.indexOf('\n## '));
		const chosen = links(choice).filter((address) => address.startsWith('#'));
		expect(ways.length).toBeGreaterThan(12);
		expect(chosen.map((address) => address.slice(1)).sort()).toEqual(
			ways.flatMap(({ title }) => [...anchors(`## ${title}`)]).sort(),
		);
	});

	it.each(ways)('$title: a picture, the example, what to change and what comes out', ({ text }) => {
		expect(text).toMatch(/!\[[^\]]{20,}\]\(images\/[\w-]+\.png\)/);
		expect(text).toMatch(/\*\*Examples?:\*\* \[[\w-]+\]\(\.\.\/examples\/workflows\//);
		expect(text).toMatch(/\*\*Change:\*\*/);
		expect(text).toMatch(/\*\*Comes out:\*\*/);
	});

	it('is named in README', () => {
		expect(links(read(README))).toContain('docs/examples.md');
	});

	it('has each of its ways in the Chinese guide, which names every example', () => {
		const guide = read(CHINESE);
		const chosen = links(guide).flatMap((address) => /^examples\.md#(.+)/.exec(address)?.[1] ?? []);
		expect(chosen).toEqual(expect.arrayContaining(ways.flatMap(({ title }) => [...anchors(`## ${title}`)])));
		const files = readdirSync(path.join(ROOT, 'examples/workflows')).map((file) =>
			path.basename(file, '.json'),
		);
		// The parts of one example that are files of their own stand beside it.
		const wholes = files.filter((file) => !files.some((other) => file.startsWith(`${other}-`)));
		expect(wholes.filter((file) => !guide.includes(`\`${file}\``))).toEqual([]);
	});
});

describe('docs/architecture.md and its drawing', () => {
	const files = readdirSync(path.join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' });

	it('the drawing names files that there are', () => {
		const drawn = read('docs/images/architecture.svg').replace(/<style>[^]*<\/defs>|<[^>]*>/g, ' ');
		const names = [...drawn.matchAll(/\b[a-z]+[A-Z]\w*/g)].map(([name]) => name);
		// 'notSent' is the status of a row.
		const there = new Set(['notSent', ...files.map((file) => path.basename(file, '.ts'))]);
		expect(names.length).toBeGreaterThan(12);
		expect(names.filter((name) => !there.has(name))).toEqual([]);
	});

	it('the page names rooms and files that there are', () => {
		const rooms = /`(?:nodes\/)?((?:platform|import|rows|http|longlonglong|nxlink)\/[\w/]*)`/g;
		const names = [...read('docs/architecture.md').matchAll(rooms)].map(([, name = '']) =>
			name.replace(/\/$/, ''),
		);
		const there = new Set(files.map((file) => file.replace(/\.ts$/, '')));
		expect(names.length).toBeGreaterThan(15);
		expect(names.filter((name) => !there.has(name))).toEqual([]);
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

describe('the numbers of clicks', () => {
	const { newWorkflow, firstExample, uploadedWorkbook, uploadedFile } = CLICKS;
	const [signIn = 0] = newWorkflow;
	const named: Record<string, number[]> = {
		[README]: [total(uploadedWorkbook)],
		[CHINESE]: [total(firstExample), total(uploadedWorkbook), total(uploadedFile)],
		'docs/first-import.md': [total(newWorkflow), total(firstExample), signIn],
		'docs/examples.md': [total(uploadedWorkbook)],
	};

	it.each(PAGES)('in %s are what the walks in Chromium count', (page) => {
		const found = [...read(page).matchAll(/([\p{L}\d]+)[\s_]*(?:clicks\b|次点击)/gu)].map(([, number]) =>
			Number(number),
		);
		expect(found).toEqual(named[page] ?? []);
	});

	it('of the first import are named step by step', () => {
		const page = read('docs/first-import.md');
		const steps = page.slice(page.indexOf('## In the editor'), page.indexOf('## Shorter'));
		const clicks = [...steps.matchAll(/\((\d+)(?: clicks)?[),]/g)].map(([, number]) => Number(number));
		expect(clicks).toEqual(newWorkflow);
		expect(page).toContain(
			`of which ${signIn} are the log-in and ${(newWorkflow[6] ?? 0) + (newWorkflow[7] ?? 0)} a check`,
		);
		expect(read(CHINESE)).toContain(`其中 ${signIn} 次是登录`);
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

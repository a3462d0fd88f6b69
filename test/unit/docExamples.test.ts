import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { CLICKS, total } from '../browser/clicks';
import { DOC_PICTURES } from '../browser/docPictures';
import { anchors, CHINESE, links, PAGES, read, README, ROOT } from './docPages';

/* What the pages show: pictures, the way to each example, the drawing, and how many clicks it takes. */

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
		// 'notSent' is the status of a row, and 'readOutcomes' a function of each import.
		const there = new Set(['notSent', 'readOutcomes', ...files.map((file) => path.basename(file, '.ts'))]);
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

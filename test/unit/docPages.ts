import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/* The pages of the documentation, as the tests of them read them. */

export const ROOT = path.resolve(__dirname, '../..');
export const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

export const README = 'README.md';
export const CHINESE = 'docs/README.zh-CN.md';
export const PAGES = [
	...[README, 'CONTRIBUTING.md', 'CHANGELOG.md', 'sandbox/README.md'],
	...readdirSync(path.join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

/** The rows of all tables of a page, each as its cells, without marks of emphasis and code. */
export function tableRows(page: string): string[][] {
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
export function anchors(markdown: string): Set<string> {
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

/** The addresses of the links and pictures in a text. */
export const links = (markdown: string): string[] =>
	[...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);

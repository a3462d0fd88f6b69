import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** No folder may depend on itself by way of others: a circle has no bottom to start reading from. */

const ROOT = join(__dirname, '../..');

function filesIn(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.m?ts$/.test(file))
		.map((file) => join(ROOT, folder, file));
}

/** What a file counts as: its folder, or, directly below the folder that is looked at, itself. */
const unitOf = (file: string, top: string) => (dirname(file) === join(ROOT, top) ? file : dirname(file));

/** What the files that a file imports count as. */
function importedUnits(file: string, top: string): string[] {
	const sources = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']*)'/g);
	return [...sources].map(([, source = '']) => {
		const target = resolve(dirname(file), source);
		const index = join(target, 'index.ts');
		return unitOf(existsSync(index) ? index : `${target}.ts`, top);
	});
}

/** Folder → the folders that its files import. A file directly below the top stands for itself. */
function folderGraph(top: string): Map<string, Set<string>> {
	const graph = new Map<string, Set<string>>();
	for (const file of filesIn(top)) {
		const from = unitOf(file, top);
		const imported = graph.get(from) ?? new Set<string>();
		for (const to of importedUnits(file, top)) if (to !== from) imported.add(to);
		graph.set(from, imported);
	}
	return graph;
}

/** The first way found from a folder back to itself, as folders from the root; empty when there is none. */
function circleIn(graph: Map<string, Set<string>>): string[] {
	const done = new Set<string>();
	const follow = (folder: string, way: string[]): string[] => {
		if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder];
		if (done.has(folder)) return [];
		for (const next of graph.get(folder) ?? []) {
			const circle = follow(next, [...way, folder]);
			if (circle.length > 0) return circle;
		}
		done.add(folder);
		return [];
	};
	for (const folder of graph.keys()) {
		const circle = follow(folder, []);
		if (circle.length > 0) return circle.map((each) => relative(ROOT, each));
	}
	return [];
}

it.each(['nodes', 'scripts', 'sandbox'])('the folders below %s form no circle', (folder) => {
	const graph = folderGraph(folder);
	expect(graph.size).toBeGreaterThan(3);
	expect(circleIn(graph)).toEqual([]);
});

const SHARED = ['http', 'rows', 'import', 'platform'];
const wings = readdirSync(join(ROOT, 'nodes')).filter((folder) => !SHARED.includes(folder));

it.each(wings)(
	'the wing %s has nothing loose beside its folders but its record and its field table',
	(wing) => {
		const inside = readdirSync(join(ROOT, 'nodes', wing), { withFileTypes: true });
		const files = inside.filter((entry) => entry.isFile()).map(({ name }) => name);
		expect(files.sort()).toEqual(['fields.ts', 'platform.ts']);
	},
);

it('a circle is found, over several folders too', () => {
	const to = (...folders: string[]) => new Set(folders.map((folder) => join(ROOT, folder)));
	const graph = new Map([
		[join(ROOT, 'a'), to('b', 'd')],
		[join(ROOT, 'b'), to('c')],
		[join(ROOT, 'c'), to('a')],
	]);
	expect(circleIn(graph)).toEqual(['a', 'b', 'c', 'a']);
});

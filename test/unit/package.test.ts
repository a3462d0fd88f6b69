import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../../package.json';

/** What ships, checked on a build of its own: nobody's dist is touched, and none is needed. */
const ROOT = path.resolve(__dirname, '../..');
let folder: string;
let dist: string;

function node(script: string, ...args: string[]): void {
	execFileSync(process.execPath, [require.resolve(script), ...args], { cwd: ROOT, stdio: 'pipe' });
}

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'package-test-'));
	dist = path.join(folder, 'dist');
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')); // where n8n-workflow is
	node('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', dist);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesBelow(directory: string, end: RegExp): string[] {
	return readdirSync(directory, { recursive: true, encoding: 'utf8' })
		.filter((file) => end.test(file))
		.map((file) => path.join(directory, file))
		.sort();
}

/** What a built file requires, by any spelling that tsc writes. */
function required(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(
		([, name = '']) => name,
	);
}

describe('what ships', () => {
	it('requires nothing but n8n-workflow, node:crypto and its own files', () => {
		const names = filesBelow(dist, /\.js$/).flatMap(required);
		const foreign = new Set(names.filter((name) => !/^\.{1,2}\//.test(name)));
		expect([...foreign].sort()).toEqual(['n8n-workflow', 'node:crypto']);
	});

	it('requires only files that ship', () => {
		for (const file of filesBelow(dist, /\.js$/)) {
			for (const name of required(file).filter((relative) => relative.startsWith('.'))) {
				const found = require.resolve(path.resolve(path.dirname(file), name));
				expect(path.relative(dist, found)).not.toMatch(/^\.\./);
			}
		}
	});

	it('reads no environment, no files and no timers', () => {
		for (const file of filesBelow(dist, /\.js$/)) {
			const text = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
			expect([file, text.match(/\b(process|setTimeout|setInterval|globalThis|eval|console)\b[.(]/)]).toEqual([
				file,
				null,
			]);
		}
	});
});

describe('package.json', () => {
	it('has no dependencies, and only n8n-workflow beside it', () => {
		expect(packageJson).not.toHaveProperty('dependencies');
		expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(packageJson).not.toHaveProperty('optionalDependencies');
	});

	it('has no script that runs when the package is installed', () => {
		const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
		expect(Object.keys(packageJson.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
	});

	const nodes: string[] = packageJson.n8n.nodes;
	const credentials: string[] = packageJson.n8n.credentials;

	it('names every node and credential that there is, and each file exports its class', async () => {
		const built = (below: string, end: RegExp) =>
			filesBelow(path.join(dist, below), end).map((file) => path.join('dist', path.relative(dist, file)));
		expect([...nodes].sort()).toEqual(built('nodes', /\.node\.js$/));
		expect([...credentials].sort()).toEqual(built('credentials', /\.credentials\.js$/));
		for (const file of [...nodes, ...credentials]) {
			const exported = (await import(path.join(folder, file))) as Record<string, unknown>;
			expect(Object.keys(exported)).toEqual([path.basename(file).split('.')[0]]);
		}
	});

	it.each([...nodes, ...credentials])(
		'%s has a light and a dark icon where dist will have them',
		async (file) => {
			const name = path.basename(file).split('.')[0] ?? '';
			const exported = (await import(path.join(folder, file))) as Record<string, new () => unknown>;
			const Type = exported[name];
			if (!Type) throw new Error(`${file} has no ${name}`);
			const loaded = new Type() as { icon?: unknown; description?: { icon?: unknown } };
			const icon = (loaded.description ?? loaded).icon as { light: string; dark: string };
			expect(icon.light).not.toBe(icon.dark);
			for (const address of [icon.light, icon.dark]) {
				expect(address).toMatch(/^file:.*\.svg$/);
				const source = path.join(
					ROOT,
					path.dirname(file).replace(/^dist\//, ''),
					address.slice('file:'.length),
				);
				expect([source, existsSync(source)]).toEqual([source, true]);
				expect(path.relative(path.join(ROOT, 'nodes'), source)).not.toMatch(/^\.\./);
			}
		},
	);

	it.each(nodes)('%s has a codex that names it', (file) => {
		const source = path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '.json'));
		const codex = JSON.parse(readFileSync(source, 'utf8')) as { node: string; categories: string[] };
		const base = path.basename(file, '.node.js');
		expect(codex.node).toBe(`${packageJson.name}.${base.charAt(0).toLowerCase()}${base.slice(1)}`);
		expect(codex.categories.length).toBeGreaterThan(0);
	});
});

describe('npm pack', () => {
	it('ships dist, README, LICENSE, package.json and index.js, and nothing else', () => {
		const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			...{ cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
		} as const);
		const [packed] = JSON.parse(said) as Array<{ files: Array<{ path: string }> }>;
		const outside = (packed?.files ?? [])
			.map((file) => file.path)
			.filter((file) => !file.startsWith('dist/'));
		expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
	}, 60_000);
});

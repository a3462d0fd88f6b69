import { ESLint } from 'eslint';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packPackage } from './n8nHost/package';
import { repository, runFolder } from './n8nHost/paths';
import { errorText } from './n8nHost/plainError';
import { runCommand } from './n8nHost/processes';

/** What n8n's scanner looks at: the source of a release, and what was packed from it. */
const SOURCE = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
const PACKED = ['package.json', '**/*.js'];

/** Lints a folder as the scanner does: by its rules alone, and deaf to comments that switch rules off. True when it passes. */
async function passes(what: string, folder: string, files: string[]): Promise<boolean> {
	const eslint = new ESLint({
		cwd: folder,
		overrideConfigFile: join(__dirname, 'scanRules.mjs'),
		allowInlineConfig: false,
	});
	const results = await eslint.lintFiles(files);
	const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
	console.log(`${what}: ${results.length} files, ${errors} errors`);
	const formatter = await eslint.loadFormatter('stylish');
	process.stdout.write(await formatter.format(results));
	return errors === 0;
}

/** Builds and packs the package, and unpacks it again. Returns the folder of what would be installed. */
async function unpackedPackage(folder: string): Promise<string> {
	const tarball = await packPackage(folder);
	const unpacked = join(folder, 'package');
	await mkdir(unpacked);
	await runCommand('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], {
		cwd: folder,
		purpose: 'unpack the package',
	});
	return unpacked;
}

/** `npm run scan`: what @n8n/scan-community-package checks, without its look-ups in the network. */
async function main(): Promise<void> {
	const folder = join(runFolder, 'scan', String(process.pid));
	try {
		const source = await passes('Source', repository, SOURCE);
		const packed = await passes('Package', await unpackedPackage(folder), PACKED);
		process.exitCode = source && packed ? 0 : 1;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(errorText(error));
	process.exitCode = 1;
});

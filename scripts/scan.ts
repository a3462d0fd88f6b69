import { ESLint } from 'eslint';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packPackage } from './n8nHost/package';
import { repository, runFolder } from './n8nHost/paths';
import { errorText } from './n8nHost/plainError';
import { runCommand } from './n8nHost/processes';

/** The files that n8n's scanner checks: the source of a release and the packed package. */
const SOURCE = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
const PACKED = ['package.json', '**/*.js'];

/** Lints a folder as the scanner does: only by its rules, and ignoring comments that switch off rules. Returns whether it passes. */
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

/** Builds, packs and unpacks the package. Returns the folder with the files that users install. */
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

/** `npm run scan` makes the checks of @n8n/scan-community-package, except those that need the network. */
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

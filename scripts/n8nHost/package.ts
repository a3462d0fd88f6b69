import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm';
import { packageName, repository } from './paths';
import { PlainError } from './plainError';
import { runCommand } from './processes';

/** Builds the project and packs it for publishing into a folder. Returns the path of the tarball. */
export async function packPackage(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	await npm(['run', 'build'], repository, 'build the package');
	const printed = await npm(
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		repository,
		'pack the package',
	);
	return join(folder, tarballName(printed));
}

function tarballName(printed: string): string {
	const packed: unknown = JSON.parse(printed);
	const first: unknown = Array.isArray(packed) ? packed[0] : undefined;
	if (typeof first === 'object' && first !== null && 'filename' in first) return String(first.filename);
	throw new PlainError(`npm pack named no file: ${printed}`);
}

/**
 * Unpacks a tarball where n8n keeps the community packages that a user installs, below `userFolder`,
 * and removes the development entries of its package.json as n8n does. It replaces an older copy.
 */
export async function installPackage(tarball: string, userFolder: string): Promise<string> {
	const modules = join(userFolder, '.n8n/nodes/node_modules');
	const target = join(modules, packageName);
	const fresh = `${target}.fresh`;
	await rm(fresh, { recursive: true, force: true });
	await mkdir(fresh, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', fresh, '--strip-components=1'], {
		cwd: modules,
		purpose: 'unpack the package',
	});
	await stripDevelopmentEntries(join(fresh, 'package.json'));
	await rm(target, { recursive: true, force: true });
	await rename(fresh, target);
	return target;
}

async function stripDevelopmentEntries(file: string): Promise<void> {
	const content = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	for (const entry of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete content[entry];
	await writeFile(file, JSON.stringify(content, null, 2));
}

import { access, constants } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import { PlainError } from './n8nHost/plainError';
import { runCommand } from './n8nHost/processes';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Flags for a Chromium in a container without a screen, which makes no network requests of its own. */
export const CHROMIUM_FLAGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

async function onPath(program: string): Promise<string | undefined> {
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		const file = resolve(folder, program);
		const found = await access(file, constants.X_OK).then(
			() => file,
			() => undefined,
		);
		if (found) return found;
	}
	return undefined;
}

async function findChromium(): Promise<string | undefined> {
	const named = process.env.CHROMIUM;
	for (const program of named ? [named] : PROGRAMS) {
		const file = await onPath(program);
		if (file) return file;
	}
	return undefined;
}

/**
 * Finds Chromium on this machine (the environment variable CHROMIUM may name it). When there is none, Debian's
 * package is installed, which requires root and apt-get. Otherwise a PlainError says what to install.
 */
export async function chromium(print: (line: string) => void = console.log): Promise<string> {
	const found = await findChromium();
	if (found) return found;
	if (process.getuid?.() !== 0 || !(await onPath('apt-get'))) {
		throw new PlainError('The browser tests need Chromium: install it (Debian: apt-get install chromium).');
	}
	print('Installing Chromium with apt-get (once)');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const step = { cwd: '/', env, purpose: 'install Chromium' };
	await runCommand('apt-get', ['update', '-q'], step);
	// The font is needed for the Chinese texts in the pictures of the editor.
	const packages = ['chromium', 'fonts-wqy-microhei'];
	await runCommand('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], step);
	const installed = await findChromium();
	if (!installed) throw new PlainError('apt-get installed chromium, but it is not on the path.');
	return installed;
}

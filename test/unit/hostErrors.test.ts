import { demandRoom } from '../../scripts/n8nHost/install';
import { npm } from '../../scripts/n8nHost/npm';
import { repository } from '../../scripts/n8nHost/paths';
import { errorText, PlainError } from '../../scripts/n8nHost/plainError';
import { freePort, LOOPBACK } from '../../scripts/n8nHost/ports';
import { failureCause, runCommand } from '../../scripts/n8nHost/processes';

const NO_NETWORK = 'the package registry cannot be reached. Check the network and run it again.';
const NO_DISK = 'the disk is full.';
const NO_RIGHTS = 'a folder of the project is not writable.';

/** What npm prints around a cause: much that helps nobody. */
const npmOutput = (code: string, words: string) =>
	[
		'npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported',
		`npm error code ${code}`,
		`npm error ${words}`,
		'npm error A complete log of this run can be found in: /root/.npm/_logs/debug-0.log',
	].join('\n');

/** What a script prints when `work` fails. */
async function printed(work: () => unknown): Promise<string> {
	try {
		await work();
	} catch (error) {
		expect(error).toBeInstanceOf(PlainError);
		return errorText(error);
	}
	throw new Error('It did not fail.');
}

describe('a program that fails', () => {
	it.each([
		['ENOTFOUND', 'network request to https://registry.npmjs.org/n8n failed', NO_NETWORK],
		['EAI_AGAIN', 'network request failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org', NO_NETWORK],
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:4873', NO_NETWORK],
		['ENETUNREACH', 'connect ENETUNREACH 104.16.0.35:443', NO_NETWORK],
		['ETIMEDOUT', 'network request failed, reason: connect ETIMEDOUT', NO_NETWORK],
		['ECONNRESET', 'network aborted', NO_NETWORK],
		['ENOSPC', 'nospc ENOSPC: no space left on device, write', NO_DISK],
		['EACCES', "EACCES: permission denied, mkdir '/project/.n8n-host'", NO_RIGHTS],
		['EPERM', 'EPERM: operation not permitted, rename', NO_RIGHTS],
	])('is explained in one sentence for %s', (code, words, sentence) => {
		expect(failureCause(npmOutput(code, words))).toBe(sentence);
	});

	it('is explained by the disk when a full one broke a download off, too', () => {
		expect(failureCause(npmOutput('ECONNRESET', 'ENOSPC: no space left on device'))).toBe(NO_DISK);
	});

	it('is left to its own last lines when the cause is not known', () => {
		const lines = Array.from({ length: 20 }, (_unused, index) => `line ${index + 1}`);
		expect(failureCause(`${lines.join('\n')}\n`)).toBe(lines.slice(-8).join('\n'));
	});

	it('is one plain line after what the user was waiting for', async () => {
		const script = `console.error(${JSON.stringify(npmOutput('ENOSPC', 'write'))}); process.exit(1)`;
		const run = async () =>
			await runCommand(process.execPath, ['-e', script], { cwd: repository, purpose: 'install n8n' });
		expect(await printed(run)).toBe(`Could not install n8n: ${NO_DISK}`);
	});

	it('is named when it is not there', async () => {
		const run = async () => await runCommand('no-such-program', [], { cwd: repository, purpose: 'pack' });
		expect(await printed(run)).toBe('Could not pack: no-such-program was not found.');
	});

	it('is npm without a network, in one plain line', async () => {
		const registry = `http://${LOOPBACK}:${await freePort()}`;
		const view = [
			'view',
			'n8n',
			'version',
			'--fetch-retries=0',
			`--noproxy=${LOOPBACK}`,
			`--registry=${registry}`,
		];
		const run = async () => await npm(view, repository, 'install n8n');
		expect(await printed(run)).toBe(`Could not install n8n: ${NO_NETWORK}`);
	});
});

describe('the room on the disk', () => {
	it('is enough from 3.5 GB', () => {
		expect(() => demandRoom(3.5e9)).not.toThrow();
	});

	it('is refused below that, in one plain line with both figures', async () => {
		expect(await printed(() => demandRoom(1.23e9))).toBe(
			'n8n needs 3.5 GB of disk to be installed; 1.2 GB are free.',
		);
	});
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ANSWERS, scriptsOf } from './scripts';

it('knows every script of a request', () => {
	expect(ANSWERS).toHaveLength(5);
	expect(scriptsOf(false)).toHaveLength(4 + 4 + 5);
	expect(scriptsOf(true)).toHaveLength(3 + 2 * 3 + 4 * 5);
});

/**
 * Checks every sequence of answers in a separate process, because inside Jest it takes ten times as long.
 * @returns the number of imports
 * @throws Error with the first wrong import
 */
async function checkAll(retryWhenUnknown: boolean, batchesAtOnce: number): Promise<number> {
	const programs = ['inProcess.js', 'exhaustive.ts'].map((file) => join(__dirname, file));
	const settings = [retryWhenUnknown ? 'retry' : 'once', String(batchesAtOnce)];
	const { stdout } = await promisify(execFile)('node', ['--require', ...programs, ...settings]);
	return Number(stdout);
}

it.each([
	{ retryWhenUnknown: false, batchesAtOnce: 1 },
	{ retryWhenUnknown: false, batchesAtOnce: 3 },
	{ retryWhenUnknown: true, batchesAtOnce: 1 },
])(
	'says the truth about every row, whatever answers come to three requests of three tries: %j',
	async ({ retryWhenUnknown, batchesAtOnce }) => {
		const imports = await checkAll(retryWhenUnknown, batchesAtOnce);
		const scripts = scriptsOf(retryWhenUnknown).length;
		expect(imports).toBeGreaterThan(2 * scripts ** 3);
		process.stdout.write(`exhaustive: ${imports} imports (${scripts}³ sequences of answers)\n`);
	},
	10 * 60_000,
);

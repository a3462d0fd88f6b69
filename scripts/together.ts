import { exec } from 'node:child_process';

/**
 * `tsx scripts/together.ts "npm run lint" "npm run typecheck && npm run scan"`: runs commands at the same time, on a machine with two cores or
 * more. Each command's output is printed when it ends, with the seconds that it took. Fails if one of them fails.
 */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

async function runOne(command: string): Promise<boolean> {
	const startedAt = performance.now();
	return await new Promise((resolve) => {
		exec(command, { maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => {
			const seconds = Math.round((performance.now() - startedAt) / 1_000);
			console.log(`\n=== ${command}: ${error ? 'FAILED' : 'passed'}, ${seconds} s\n${stdout}${stderr}`);
			resolve(error === null);
		});
	});
}

async function main(): Promise<void> {
	const passed = await Promise.all(process.argv.slice(2).map(runOne));
	process.exitCode = passed.every(Boolean) ? 0 : 1;
}

void main();

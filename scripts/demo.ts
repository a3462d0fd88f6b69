import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runFolder } from './n8nHost/paths';
import { errorText } from './n8nHost/plainError';
import { freePort } from './n8nHost/ports';
import { whenToldToEnd } from './n8nHost/processes';
import { importAccounts, unaccounted } from './playground/accounts';
import { disagreements } from './playground/agreement';
import { openPlayground } from './playground/playground';
import type { Playground } from './playground/playground';
import { executionReport } from './playground/report';

const MAX_LINES = 20;

const print = (line: string) => console.log(line);

/** Runs the first example and returns a line for each fault of its outcome. */
async function check(playground: Playground): Promise<string[]> {
	const [first] = playground.examples;
	if (!first) return ['There is no example workflow to run.'];
	const execution = await playground.run(first);
	print(`\nFirst example, '${first.workflow.name}':`);
	executionReport(execution).forEach(print);
	const accounts = importAccounts(execution);
	return [
		...(execution.status === 'success' ? [] : [`The execution ended as '${execution.status}'.`]),
		...(accounts.some((account) => account.rowsIn > 0) ? [] : ['No import node got a row.']),
		...accounts
			.filter((account) => unaccounted(account) !== 0)
			.map((account) => `${account.node}: ${unaccounted(account)} rows are not accounted for.`),
		...disagreements(accounts, playground.sandbox),
	];
}

/** `npm run demo` runs the first example in a new n8n. The exit code is 0 only if every row is accounted for. */
async function main(): Promise<void> {
	const folder = join(runFolder, 'demo-check', String(process.pid));
	whenToldToEnd(() => process.exit(1));
	const ports = { n8nPort: await freePort(), sandboxPort: await freePort() };
	const playground = await openPlayground({ folder, ...ports, print });
	const wrong = await check(playground).finally(playground.stop);
	await rm(folder, { recursive: true, force: true });
	if (wrong.length === 0) print('\nEvery row is accounted for.');
	else print(['', ...wrong.slice(0, MAX_LINES), `${wrong.length} disagreements.`].join('\n'));
	process.exit(wrong.length === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
	console.error(errorText(error));
	process.exit(1);
});

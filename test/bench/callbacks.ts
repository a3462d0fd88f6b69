import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { openPlayground } from '../../scripts/playground/playground';
import { CallbackTarget, callbackWorkflow, deliverCalls } from '../e2e/callbackWorkflow';

/**
 * `npm run bench:callbacks`: callbacks to a Longlonglong Trigger in a real n8n, as fast as this machine takes them. Prints how many were
 * lost, which must be none, and how long the answers took; the aim is 1 s at the 99th percentile. `-- --count 5000 --at-once 100` varies it.
 */
const { values } = parseArgs({
	options: {
		count: { type: 'string', default: '1000' },
		'at-once': { type: 'string', default: '8' },
	},
});
const COUNT = Number(values.count);
const AT_ONCE = Number(values['at-once']);
const PATIENCE_MS = 600_000;

/** The smallest time that at least this part of all stays within. */
function percentile(sorted: readonly number[], part: number): number {
	return sorted[Math.ceil(sorted.length * part) - 1] ?? NaN;
}

/** The ids of all calls that arrived in the items of an execution. */
async function arrivals(target: CallbackTarget): Promise<Set<unknown>> {
	const executions = await target.executions(COUNT, PATIENCE_MS);
	return new Set(executions.flatMap((one) => one.rows('Callback').map(({ callid }) => callid)));
}

async function main(): Promise<void> {
	const folder = join(runFolder, 'bench-callbacks');
	await rm(folder, { recursive: true, force: true });
	const ports = { n8nPort: await freePort(), sandboxPort: await freePort() };
	const { sandbox, driver, credentials, stop } = await openPlayground({
		folder,
		...ports,
		print: console.log,
	});
	try {
		const credential = credentials.find(({ type }) => type === 'longlonglongApi');
		if (!credential) throw new Error('There is no Longlonglong credential.');
		const target = await CallbackTarget.open(driver, callbackWorkflow(credential));
		const callIds = Array.from({ length: COUNT }, () => randomUUID());
		const startedAt = performance.now();
		const { times, refusals } = await deliverCalls(sandbox, target.address, callIds, AT_ONCE);
		times.sort((a, b) => a - b);
		const answeredMs = performance.now() - startedAt;
		await target.untilEnded(COUNT, PATIENCE_MS);
		const endedMs = performance.now() - startedAt;
		const arrived = await arrivals(target);
		const lost = callIds.filter((id) => !arrived.has(id)).length;
		console.log(
			`${COUNT} callbacks, ${AT_ONCE} at once: ${lost} lost, ${refusals} answered with 500 or 503 and delivered again`,
		);
		console.log(
			`answers: p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms, max ${times.at(-1)} ms`,
		);
		console.log(
			`all answered after ${(answeredMs / 1000).toFixed(1)} s, all executed after ${(endedMs / 1000).toFixed(1)} s`,
		);
		if (lost > 0) process.exitCode = 1;
	} finally {
		await stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

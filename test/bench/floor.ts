import { Pool } from 'undici';

import type { Target } from './workflows';
import { BATCH_SIZES, PATHS, row } from './workflows';

/**
 * The floor: undici with kept-alive connections, the same rows in the same batches, the same number at once, no n8n.
 * @param keepAlive without it, each request has a connection of its own, as with n8n's helper
 * @returns milliseconds; making the rows is not counted
 */
export async function floor(
	answerer: string,
	target: Target,
	count: number,
	atOnce: number,
	keepAlive = true,
): Promise<number> {
	const rows = Array.from({ length: count }, (_, index) => row(target, index));
	const pool = new Pool(answerer, { connections: atOnce, pipelining: keepAlive ? 1 : 0 });
	const size = BATCH_SIZES[target];
	const list = target === 'nxlink' ? 'customers' : 'data';
	let next = 0;
	const startedAt = performance.now();
	const worker = async () => {
		while (next < rows.length) {
			const batch = rows.slice(next, (next += size));
			const { body } = await pool.request({
				method: 'POST',
				path: PATHS[target],
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ [list]: batch }),
			});
			await body.json();
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	const elapsed = performance.now() - startedAt;
	await pool.close();
	return elapsed;
}

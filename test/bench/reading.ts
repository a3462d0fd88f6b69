import type { BenchStage } from './stage';
import { median, repeat } from './statistics';

const DELAY_MS = 50;

export interface Reading {
	ms: number;
	/** The page answers as the platform's side sees them, summed up. */
	answeringMs: number;
	pages: number;
	ratio: number;
}

/** Return All over the 50,000 rows of the public pool, answered after 50 ms a page, against the sum of its page answers. */
export async function measureReading(stage: BenchStage, runs: number): Promise<Reading> {
	await stage.answerer.setDelay(0);
	await stage.run('customer', 'read', 1);
	const all = await repeat(runs, async (): Promise<Reading> => {
		const empty = await stage.run('customer', 'empty', 1);
		await stage.answerer.setDelay(DELAY_MS);
		const measured = await stage.run('customer', 'read', 1);
		const { answeringMs, requests } = await stage.answerer.received();
		const ms = measured.ms - empty.ms;
		return { ms, answeringMs, pages: requests, ratio: ms / answeringMs };
	});
	const middle = (key: keyof Reading) => median(all.map((reading) => reading[key]));
	const reading = {
		...{ ms: middle('ms'), answeringMs: middle('answeringMs') },
		...{ pages: middle('pages'), ratio: middle('ratio') },
	};
	console.log(
		`reading 50000 rows in ${reading.pages} pages: ${(reading.ms / 1000).toFixed(2)} s, x${reading.ratio.toFixed(2)} of the page answers`,
	);
	return reading;
}

/** The middle one; of an even number, the upper of the two. */
export function median(numbers: number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Does the work so many times, one after the other. */
export async function repeat<T>(times: number, work: (run: number) => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (let run = 0; run < times; run++) results.push(await work(run));
	return results;
}

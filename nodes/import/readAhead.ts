import { sleep } from 'n8n-workflow';

/**
 * Takes items from a source before they are needed, while there is something else to wait for. In an import the items are batches, which
 * are read and encoded while requests travel: when several answers come at once, the next requests are ready.
 */
export class ReadAhead<Item> {
	private readonly ready: Item[] = [];
	private atEnd = false;

	/** @param depth the largest number of items that are kept ready */
	constructor(
		private readonly source: Iterator<Item, void>,
		private readonly depth: number,
	) {}

	/** The next item, or nothing at the end of the source. */
	next(): Item | undefined {
		return this.ready.shift() ?? this.read();
	}

	/** Waits for something, and reads meanwhile until enough is ready. Between two items everything else gets its turn. */
	async during(work: Promise<void>): Promise<void> {
		let ended = false;
		const end = work.then(() => {
			ended = true;
		});
		while (!this.atEnd && this.ready.length < this.depth) {
			await Promise.race([end, sleep(0)]);
			if (ended) return;
			const item = this.read();
			if (item !== undefined) this.ready.push(item);
		}
		await end;
	}

	private read(): Item | undefined {
		if (this.atEnd) return undefined;
		const { done, value } = this.source.next();
		this.atEnd = done === true;
		return value ?? undefined;
	}
}

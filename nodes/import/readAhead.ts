import { sleep } from 'n8n-workflow';

/**
 * Reads items from a source before they are needed, while the caller waits for something else. In an import the items are batches, which
 * are read and encoded while requests are under way. So the next requests are ready when several answers come at once.
 */
export class ReadAhead<Item> {
	private readonly ready: Item[] = [];
	private atEnd = false;

	/** @param depth the largest number of items that are read in advance */
	constructor(
		private readonly source: Iterator<Item, void>,
		private readonly depth: number,
	) {}

	/** The next item; undefined at the end of the source. */
	next(): Item | undefined {
		return this.ready.shift() ?? this.read();
	}

	/** Waits for `work`, and meanwhile reads up to `depth` items. After each item, n8n can do its other work. */
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

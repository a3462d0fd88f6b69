import type { Observed } from './books';
import { rowItems } from './books';

/** What is wrong in the same way in several runs. */
interface Kind {
	runs: number;
	example: string;
}

function count(map: Map<string, number>, key: string): void {
	map.set(key, (map.get(key) ?? 0) + 1);
}

function table(map: Map<string, number>): string {
	return [...map]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([key, times]) => `${key} ${times}`)
		.join(', ');
}

/** A violation without what differs from run to run. */
function kindOf(violation: string): string {
	return violation
		.replace(/\{.*/s, '…')
		.replace(/"[^"]*"/g, '"…"')
		.replace(/\d+/g, 'n')
		.slice(0, 120);
}

/** The figures of a campaign: runs, rows, what became of them, the faults that struck, and what was wrong. */
export class Figures {
	runs = 0;
	rows = 0;
	thrown = 0;
	violations = 0;
	private readonly statuses = new Map<string, number>();
	private readonly faults = new Map<string, number>();
	private readonly kinds = new Map<string, Kind>();

	note({ plan, result, faults }: Observed, found: string[]): void {
		this.runs++;
		this.rows += plan.rows.length;
		this.violations += found.length;
		if (result.error) this.thrown++;
		for (const { json } of rowItems(result)) count(this.statuses, String(json.status));
		for (const { order, firings } of faults)
			for (let index = 0; index < firings.length; index++) count(this.faults, order.label ?? order.kind);
		for (const [kind, example] of new Map(found.map((violation) => [kindOf(violation), violation]))) {
			const known = this.kinds.get(kind);
			if (known) known.runs++;
			else this.kinds.set(kind, { runs: 1, example: `${plan.operation}: ${example}` });
		}
	}

	/** @param withKinds also what was wrong, in how many runs, with an example of each */
	lines(title: string, withKinds = false): string[] {
		const kinds = [...this.kinds].sort(([, one], [, other]) => other.runs - one.runs);
		return [
			`${title}, ${this.runs} runs, ${this.rows} rows, ${this.thrown} node errors, violations ${this.violations}`,
			`  rows: ${table(this.statuses)}`,
			`  faults: ${table(this.faults)}`,
			...(withKinds ? kinds.map(([, { runs, example }]) => `  ${runs} runs: ${example.slice(0, 600)}`) : []),
		];
	}
}

import type { Reply } from '../../nodes/http/reply';
import type { ImportJob } from '../../nodes/import/importJob';
import type { Outcome } from '../../nodes/import/outcome';

/** The possible answers of the platform to a try of a request. */
export const ANSWERS = ['yes', 'no', 'later', 'unknown', 'partial'] as const;
/** `later` is a no that may be tried again; `partial` accepts the first row and refuses the second. */
export type AnswerKind = (typeof ANSWERS)[number];

/** The answers to the tries of a request, in their order. */
export type Script = AnswerKind[];

export const MAX_TRIES = 3;
const ROWS_IN_REQUEST = 2;

/** All scripts of a request. Only an answer that may be tried again is followed by another one. */
export function scriptsOf(retryWhenUnknown: boolean): Script[] {
	const goesOn = (answer: AnswerKind) => answer === 'later' || (retryWhenUnknown && answer === 'unknown');
	const grow = (script: Script): Script[] => {
		const last = script.at(-1);
		if (script.length === MAX_TRIES || (last !== undefined && !goesOn(last))) return [script];
		return ANSWERS.flatMap((answer) => grow([...script, answer]));
	};
	return grow([]);
}

const no = {
	kind: 'no',
	message: 'no',
	code: '6007',
	retryable: false,
	deniesAllCalls: false,
	aboutRows: false,
} as const;

type Taken = 'all' | 'first';

const REPLIES: Record<AnswerKind, Reply<Taken>> = {
	yes: { kind: 'yes', answer: 'all' },
	partial: { kind: 'yes', answer: 'first' },
	no,
	later: { ...no, code: '429', retryable: true },
	unknown: { kind: 'unknown', message: 'unknown', code: 'ECONNRESET' },
};

/** A platform that answers by a script, and counts how often it accepted each row. */
export class ScriptedPlatform {
	readonly stored = new Map<number, number>();
	private readonly tries = new Map<number, number>();

	/** @param unknownTakesEffect whether a request with an unknown outcome took effect */
	constructor(
		private readonly scripts: Script[],
		private readonly unknownTakesEffect: boolean,
	) {}

	/** The import that makes all requests of the scripts, each with two rows. */
	job(): ImportJob<Taken> {
		const refused: Outcome = { status: 'failed', reason: 'refused', reasonCode: 'refused' };
		return {
			itemCount: this.scripts.length * ROWS_IN_REQUEST,
			read: (item) => ({ row: { item }, faults: [] }),
			duplicateKeys: () => [],
			encode: (rows) => JSON.stringify(rows.map(({ item }) => item)),
			send: async (body) => this.answer(JSON.parse(body) as number[]),
			readOutcomes: (taken, rows) =>
				rows.map((_row, index) => (taken === 'all' || index === 0 ? { status: 'imported' } : refused)),
		};
	}

	private answer(rows: number[]): Reply<Taken> {
		const [first = 0] = rows;
		const request = Math.floor(first / ROWS_IN_REQUEST);
		const tries = this.tries.get(request) ?? 0;
		this.tries.set(request, tries + 1);
		const answer = this.scripts[request]?.[tries];
		if (answer === undefined) throw new Error(`Request ${request} was sent ${tries + 1} times`);
		const takesAll = answer === 'yes' || (answer === 'unknown' && this.unknownTakesEffect);
		for (const row of takesAll ? rows : answer === 'partial' ? [first] : []) {
			this.stored.set(row, (this.stored.get(row) ?? 0) + 1);
		}
		return REPLIES[answer];
	}
}

/** The expected result of an import that sends its requests one after the other. */
export interface Expected {
	/** Whether the node throws the refusal because nothing was accepted. */
	thrown: boolean;
	/** The status of each row in their order. It is not used when the node throws. */
	statuses: string[];
}

const FAILURES_TO_STOP = 3;

/** The rules of docs/imports.md ("When the platform says no, or nothing"), written independently of the nodes. */
export function expectedOf(scripts: Script[], stopsOnErrors: boolean): Expected {
	const statuses: string[] = [];
	let accepted = false;
	let failures = 0;
	for (const script of scripts) {
		if (failures >= FAILURES_TO_STOP) {
			statuses.push('notSent', 'notSent');
			continue;
		}
		const doubtful = script.slice(0, -1).includes('unknown');
		const last = script.at(-1);
		if (last === 'yes' || last === 'partial') {
			accepted = true;
			failures = 0;
			statuses.push('imported', last === 'yes' ? 'imported' : doubtful ? 'unconfirmed' : 'failed');
		} else if (last === 'unknown' || doubtful) {
			accepted = true;
			failures++;
			statuses.push('unconfirmed', 'unconfirmed');
		} else {
			if (stopsOnErrors && !accepted) return { thrown: true, statuses };
			failures = last === 'later' ? failures + 1 : 0;
			statuses.push('failed', 'failed');
		}
	}
	return { thrown: false, statuses };
}

import type { RepetitionOptions } from '../http/repetition';
import { mayRepeat, pauseBeforeRetry } from '../http/repetition';
import type { Reply, Unknown } from '../http/reply';
import { asError } from '../http/values';
import type { ImportJob } from './importJob';
import type { Pace } from './pace';

export interface Delivered<Answer> {
	reply: Reply<Answer>;
	/** Whether an earlier try of the same request may have taken effect. */
	doubtful: boolean;
}

function unexpected(thrown: unknown): Unknown {
	const said = asError(thrown).message;
	return {
		kind: 'unknown',
		message: `Something unexpected happened to the request: ${said}`,
		code: 'UNEXPECTED',
	};
}

/** Sends requests, repeats them as far as that is safe, and counts them. */
export class Delivery<Answer> {
	requests = 0;
	repetitions = 0;

	constructor(
		private readonly job: Pick<ImportJob<Answer>, 'send'>,
		private readonly options: RepetitionOptions,
		private readonly pace: Pace,
		private readonly isOver: () => boolean,
	) {}

	/** Sends one request and repeats it while that is safe and the import is not over. The caller holds a request slot. */
	async deliver(body: string): Promise<Delivered<Answer>> {
		let doubtful = false;
		for (let tries = 1; ; tries++) {
			this.requests++;
			if (tries > 1) this.repetitions++;
			let reply: Reply<Answer>;
			try {
				reply = await this.job.send(body);
			} catch (thrown) {
				return { reply: unexpected(thrown), doubtful };
			}
			if (!mayRepeat(reply, tries, this.options) || this.isOver()) return { reply, doubtful };
			this.pace.slowDown(pauseBeforeRetry(tries, reply.retryAfterMs, Math.random()));
			await this.pace.restart();
			if (this.isOver()) return { reply, doubtful };
			doubtful ||= reply.kind === 'unknown';
		}
	}
}

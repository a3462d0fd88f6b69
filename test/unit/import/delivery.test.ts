import type { Reply } from '../../../nodes/http/reply';
import { Delivery } from '../../../nodes/import/delivery';
import type { Pace } from '../../../nodes/import/pace';

const LATER: Reply<string> = {
	...{ kind: 'no', message: 'busy', code: '429', retryAfterMs: 7_000 },
	...{ retryable: true, deniesAllCalls: false, aboutRows: false },
};
const UNKNOWN: Reply<string> = { kind: 'unknown', message: 'no answer', code: 'ETIMEDOUT' };
const YES: Reply<string> = { kind: 'yes', answer: 'taken' };

/** Delivers a request that gets these replies; the import is over once `overAfter` replies came. */
async function deliver(replies: Array<Reply<string> | Error>, overAfter = Infinity) {
	const rests: number[] = [];
	let sent = 0;
	const send = async (): Promise<Reply<string>> => {
		const reply = replies[sent++];
		if (!reply || reply instanceof Error) throw reply ?? new Error('sent too often');
		return await Promise.resolve(reply);
	};
	const pace = { slowDown: (ms: number) => rests.push(ms), restart: async () => await Promise.resolve() };
	const options = { maxTries: 3, retryWhenUnknown: true };
	const delivery = new Delivery({ send }, options, pace as unknown as Pace, () => sent >= overAfter);
	const delivered = await delivery.deliver('{}');
	return { delivered, sent, rests, counts: [delivery.requests, delivery.repetitions] };
}

describe('a request', () => {
	it('that is taken is sent once', async () => {
		expect(await deliver([YES])).toEqual({
			...{ delivered: { reply: YES, doubtful: false }, sent: 1, rests: [], counts: [1, 0] },
		});
	});

	it('is repeated as often as that is safe, after the pause that the platform asks for', async () => {
		const { delivered, rests, counts } = await deliver([LATER, LATER, LATER]);
		expect([delivered, counts]).toEqual([{ reply: LATER, doubtful: false }, [3, 2]]);
		expect(rests).toHaveLength(2);
		for (const ms of rests) expect(ms).toBeGreaterThanOrEqual(7_000);
	});

	it('is doubtful once an earlier try may have taken effect', async () => {
		expect((await deliver([UNKNOWN, LATER, LATER])).delivered).toEqual({ reply: LATER, doubtful: true });
		expect((await deliver([LATER, UNKNOWN, YES])).delivered).toEqual({ reply: YES, doubtful: true });
		expect((await deliver([LATER, LATER, UNKNOWN])).delivered).toEqual({ reply: UNKNOWN, doubtful: false });
	});

	it('is not repeated once the import is over', async () => {
		expect(await deliver([UNKNOWN, YES], 1)).toMatchObject({
			delivered: { reply: UNKNOWN, doubtful: false },
			...{ sent: 1, rests: [], counts: [1, 0] },
		});
	});

	it('to which something unexpected happens may have arrived', async () => {
		const reply = {
			kind: 'unknown',
			message: 'Something unexpected happened to the request: a bug',
			code: 'UNEXPECTED',
		};
		expect((await deliver([new Error('a bug')])).delivered).toEqual({ reply, doubtful: false });
		expect((await deliver([UNKNOWN, new Error('a bug')])).delivered).toEqual({ reply, doubtful: true });
	});
});

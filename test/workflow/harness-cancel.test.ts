import { sleep } from 'n8n-workflow';
import { runNode, startNode } from './harness';
import { listen, Probe, ProbeApi } from './probe';

const items = [{ n: 1 }];

/** Posts once with the credential. */
const sender = new Probe(async function () {
	const { baseUrl: url } = await this.getCredentials<{ baseUrl: string }>('probeApi');
	const options = { method: 'POST' as const, url, body: { rows: 3 } };
	const json = await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', options);
	return [[{ json }], []];
});

/** A server that never answers, and a promise for the first request's arrival. */
async function silentServer() {
	let arrive: () => void = () => {};
	const arrival = new Promise<void>((resolve) => (arrive = resolve));
	const server = await listen(() => arrive());
	const credentials = { probeApi: { baseUrl: server.url } };
	return { ...server, arrival, node: { type: sender, credentials, credentialTypes: [new ProbeApi()] } };
}

describe('the cancel button', () => {
	it('lets the node come to its end, but the database keeps nothing of it', async () => {
		let aborted: boolean | undefined;
		const type = new Probe(async function () {
			const signal = this.getExecutionCancelSignal();
			while (!signal?.aborted) await sleep(1);
			aborted = signal.aborted;
			await sleep(5);
			return [[{ json: { sent: 1 } }], [{ json: { status: 'notSent' } }]];
		});
		const execution = startNode({ node: { type }, items });
		setTimeout(execution.cancel, 20);
		const { outputs, savedOutputs, executionStatus, error } = await execution.result;
		expect([aborted, executionStatus]).toEqual([true, 'canceled']);
		expect(outputs.map((output) => output.map(({ json }) => json))).toEqual([
			[{ sent: 1 }],
			[{ status: 'notSent' }],
		]);
		expect(savedOutputs).toEqual([]);
		expect(error?.name).toBe('ManualExecutionCancelledError');
	});

	it('aborts a request that is under way', async () => {
		const { node, arrival, requests, close } = await silentServer();
		const { error, executionStatus, outputs, runs } = await runNode({ node, items, cancelAfter: arrival });
		await close();
		expect(executionStatus).toBe('canceled');
		expect(requests).toHaveLength(1);
		expect(runs.map((run) => run.executionStatus)).toEqual(['error']);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/cancel/i) as string,
		});
		expect(outputs).toEqual([]);
	});

	it('does not stop Retry On Fail from running the node again, with its signal aborted', async () => {
		const { arrival, node, requests, close } = await silentServer();
		const signals: Array<boolean | undefined> = [];
		const type = new Probe(async function () {
			signals.push(this.getExecutionCancelSignal()?.aborted);
			return await sender.execute.call(this);
		});
		const retrying = { ...node, type, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { executionStatus } = await runNode({ node: retrying, items, cancelAfter: arrival });
		await close();
		expect(signals).toEqual([false, true]);
		expect(requests).toHaveLength(1);
		expect(executionStatus).toBe('canceled');
	});
});

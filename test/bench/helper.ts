import '../workflow/setup';

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { exchange } from '../../nodes/http/exchange';
import { runNode } from '../workflow/harness';
import type { Answerer } from './answererProcess';
import { floor } from './floor';
import { median, repeat } from './statistics';
import { BATCH_SIZES, PATHS, row } from './workflows';

const ROWS = 20_000;
const AT_ONCE = 5;
const DELAYS_MS = [0, 50];

/** Sends ready-made bodies through n8n's HTTP helper, so many at once, and does nothing else. */
class Sender implements INodeType {
	description = {
		...{ displayName: 'Sender', name: 'sender', group: ['output' as const], version: 1, description: '' },
		...{ defaults: { name: 'Sender' }, inputs: ['main' as const], outputs: ['main' as const] },
		credentials: [{ name: 'longlonglongApi', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string' as const, default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const url = this.getNodeParameter('url', 0) as string;
		const bodies = this.getInputData().map(({ json }) => json.body as string);
		let next = 0;
		const startedAt = performance.now();
		const worker = async () => {
			while (next < bodies.length) {
				const answer = await exchange(this, 'longlonglongApi', { method: 'POST', url, body: bodies[next++] });
				if (answer.kind !== 'answered') throw new Error(answer.message);
				JSON.parse(answer.text);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
		return [[{ json: { ms: performance.now() - startedAt } }]];
	}
}

function bodies(): IDataObject[] {
	const size = BATCH_SIZES.customer;
	return Array.from({ length: ROWS / size }, (_, batch) => {
		const data = Array.from({ length: size }, (_row, index) => row('customer', batch * size + index));
		return { body: JSON.stringify({ data }) };
	});
}

async function byHelper(url: string, items: IDataObject[]): Promise<number> {
	const data = { baseUrl: url, accessToken: 'bench-token', userId: '11111111-1111-4111-8111-111111111111' };
	const parameters = { url: url + PATHS.customer };
	const { outputs, error } = await runNode({
		node: {
			type: new Sender(),
			parameters,
			credentials: { longlonglongApi: data },
			credentialTypes: [new LonglonglongApi()],
		},
		items,
	});
	if (error) throw new Error(error.message);
	return Number(outputs[0]?.[0]?.json.ms);
}

export interface HelperCost {
	delayMs: number;
	keepAliveMs: number;
	/** The floor again, with a connection for each request; and n8n's helper, which does the same. */
	newConnectionMs: number;
	helperMs: number;
	/** Connections that the helper made for its requests. */
	connections: number;
	requests: number;
}

/** What n8n's HTTP helper costs: the same requests with kept-alive connections, with one connection each, and through the helper. */
export async function measureHelper(answerer: Answerer, runs: number): Promise<HelperCost[]> {
	const items = bodies();
	const results: HelperCost[] = [];
	for (const delayMs of DELAYS_MS) {
		const all = await repeat(runs + 1, async (): Promise<HelperCost> => {
			await answerer.setDelay(delayMs);
			const keepAliveMs = await floor(answerer.url, 'customer', ROWS, AT_ONCE);
			const newConnectionMs = await floor(answerer.url, 'customer', ROWS, AT_ONCE, false);
			await answerer.setDelay(delayMs);
			const helperMs = await byHelper(answerer.url, items);
			const { connections, requests } = await answerer.received();
			return { delayMs, keepAliveMs, newConnectionMs, helperMs, connections, requests };
		});
		all.shift(); // the first one warms up
		const middle = (key: keyof HelperCost) => median(all.map((cost) => cost[key]));
		const cost: HelperCost = {
			...{ delayMs, keepAliveMs: middle('keepAliveMs'), newConnectionMs: middle('newConnectionMs') },
			...{ helperMs: middle('helperMs'), connections: middle('connections'), requests: middle('requests') },
		};
		const each = (ms: number) => `${(ms / cost.requests).toFixed(2)} ms`;
		console.log(
			`a request of 200 rows at ${delayMs} ms, ${AT_ONCE} at once: kept alive ${each(cost.keepAliveMs)}, new connection ` +
				`${each(cost.newConnectionMs)}, n8n's helper ${each(cost.helperMs)} (${cost.connections} connections for ${cost.requests} requests)`,
		);
		results.push(cost);
	}
	return results;
}

import { Container } from '@n8n/di';
import express from 'express';
import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import { ErrorReporter, WebhookContext } from 'n8n-core';
import { deepCopy, NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	IWebhookDescription,
	IWebhookResponseData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEnvironment, withExpressions, type Environment, type TestNode } from './environment';
import { withLogLines } from './log';
import { addRawBodyReader, HttpError, parseRequestBody } from './webhook-body';

export interface WebhookOptions {
	/** `webhook` (default) is an active workflow, `manual` a test call from the editor. */
	mode?: WorkflowExecuteMode;
	staticData?: IDataObject;
	/** N8N_PAYLOAD_SIZE_MAX, in MB. */
	payloadSizeMax?: number;
}

export interface WebhookRequest {
	method?: string;
	/** With or without the question mark. */
	query?: string;
	headers?: Record<string, string>;
	/** Text and bytes go as they are; anything else as JSON, with its content type. */
	body?: unknown;
}

/** What one request did inside n8n. */
export interface WebhookCall {
	/** The items that start the workflow; undefined when the node did not start it. */
	items?: INodeExecutionData[];
	/** What the node returned, when it was run and came to an end. */
	result?: IWebhookResponseData;
	/** What the node threw; n8n's caller sees a 500 without it. */
	error?: Error;
	logLines: string[];
}

export interface WebhookServer {
	/** The production URL of the node's first webhook, on 127.0.0.1. */
	url: string;
	/** One for each request, in the order of arrival; settled when the node's work is done. */
	calls: Array<Promise<WebhookCall>>;
	staticData(): IDataObject;
	close(): Promise<void>;
}

export interface WebhookResult extends WebhookCall {
	response: { status: number; headers: Headers; text: string };
	staticData: IDataObject;
}

/** Sends one request to the node's webhook over a real socket. */
export async function callWebhook(
	node: TestNode,
	{ request = {}, ...options }: WebhookOptions & { request?: WebhookRequest } = {},
): Promise<WebhookResult> {
	const server = await serveWebhook(node, options);
	try {
		const { method = 'POST', query = '', headers, body } = request;
		const url = query ? `${server.url}?${query.replace(/^\?/, '')}` : server.url;
		const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
		const answer = await fetch(url, {
			method,
			headers: { ...(!plain && { 'content-type': 'application/json' }), ...headers },
			body: plain ? (body as string | Uint8Array<ArrayBuffer> | undefined) : JSON.stringify(body),
			redirect: 'manual',
		});
		const response = { status: answer.status, headers: answer.headers, text: await answer.text() };
		const call = (await server.calls[0]) ?? { logLines: [] };
		return { ...call, response, staticData: server.staticData() };
	} finally {
		await server.close();
	}
}

/** Serves the node's webhooks the way an active workflow of n8n's server does, until `close`. */
export async function serveWebhook(node: TestNode, options: WebhookOptions = {}): Promise<WebhookServer> {
	const { mode = 'webhook', staticData, payloadSizeMax = 16 } = options;
	const app = express().disable('x-powered-by').set('query parser', 'extended');
	const server = await new Promise<Server>((resolve) => {
		const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
	});
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	const environment = createEnvironment([node], { mode, staticData, webhookBaseUrl: base });
	const webhooks = webhooksOf(environment, mode);
	const [first] = webhooks;
	if (!first) throw new Error(`${node.type.description.displayName} has no webhook`);

	const calls: Array<Promise<WebhookCall>> = [];
	app.use((request, response) => {
		const there = webhooks.filter(({ path }) => request.path === `/webhook/${path}`);
		const webhook = there.find(({ httpMethod }) => httpMethod === request.method);
		if (webhook) calls.push(handle(environment, webhook, mode, request, response, payloadSizeMax));
		else sendError(response, new HttpError(404, notRegistered(request.method, request.path, there)));
	});
	return {
		url: `${base}/${first.path}`,
		calls,
		staticData: () => deepCopy(environment.workflow.staticData),
		close: async () => {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

/** The webhooks of the environment's only node, with the expressions in their descriptions resolved. */
export function webhooksOf(environment: Environment, mode: WorkflowExecuteMode): IWebhookData[] {
	const { workflow, additionalData } = environment;
	const node = nodeOf(environment);
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return (type.description.webhooks ?? []).map((webhookDescription) => {
		const field = (name: 'path' | 'httpMethod' | 'isFullPath') =>
			workflow.expression.getSimpleParameterValue(node, webhookDescription[name], mode, {}) ?? '';
		const path = field('path').toString().replace(/^\//, '');
		return {
			httpMethod: field('httpMethod').toString() as IWebhookData['httpMethod'],
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(workflow.id, node, path, field('isFullPath') === true),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			isTest: mode === 'manual',
		};
	});
}

/** The node of an environment of one node. */
export function nodeOf({ workflow, nodes }: Environment): INode {
	const node = workflow.getNode(nodes[0]?.name ?? '');
	if (!node) throw new Error('The workflow has no node');
	return node;
}

async function handle(
	environment: Environment,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	request: ExpressRequest,
	response: ExpressResponse,
	payloadSizeMax: number,
): Promise<WebhookCall> {
	return await withLogLines(async (logLines) => {
		const { workflow } = environment;
		const node = nodeOf(environment);
		try {
			addRawBodyReader(request, payloadSizeMax);
			await parseRequestBody(request, node.typeVersion);
		} catch (error) {
			const mild = error instanceof HttpError;
			sendError(response, mild ? error : new HttpError(500, 'There was a problem executing the workflow', 0));
			return { error: error as Error, logLines };
		}
		try {
			const result = await withExpressions(workflow, async () => {
				const http = { httpRequest: request, httpResponse: response };
				const additionalData = { ...environment.additionalData, ...http };
				const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
				const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);
				const returned = (await type.webhook?.call(context)) ?? {};
				respond(environment, webhook.webhookDescription, mode, returned, response);
				return returned;
			});
			return { ...(result.workflowData && { items: result.workflowData[0] ?? [] }), result, logLines };
		} catch (error) {
			Container.get(ErrorReporter).error(error);
			sendError(response, new HttpError(500, 'Workflow Webhook Error: Workflow could not be started!', 0));
			return { error: error as Error, logLines };
		}
	});
}

/** The answer in response mode `onReceived`. */
function respond(
	environment: Environment,
	description: IWebhookDescription,
	mode: WorkflowExecuteMode,
	{ workflowData, webhookResponse, noWebhookResponse }: IWebhookResponseData,
	response: ExpressResponse,
): void {
	if (noWebhookResponse || response.headersSent) return;
	const { expression } = environment.workflow;
	const field = (value: IWebhookDescription[string]) =>
		expression.getSimpleParameterValue(nodeOf(environment), value, mode, {});
	const responseData = workflowData && field(description.responseData);
	const fallback = { message: workflowData ? 'Workflow was started' : 'Webhook call received' };
	const body: unknown = responseData === 'noData' ? undefined : responseData || (webhookResponse ?? fallback);
	response.status(Number(field(description.responseCode) ?? 200));
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

function sendError(response: ExpressResponse, { status, code, message, hint }: HttpError): void {
	if (response.headersSent) return;
	response.status(status).json({ code, message, ...(hint && { hint }) });
}

function notRegistered(method: string, path: string, others: IWebhookData[]): string {
	if (others.length === 0) return `The requested webhook "${method} ${path}" is not registered.`;
	const methods = others.map(({ httpMethod }) => httpMethod).join(' or ');
	return `This webhook is not registered for ${method} requests. Did you mean to make a ${methods} request?`;
}

import type { IDataObject } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatMessage {
	role: string;
	content: unknown;
	tool_calls?: unknown;
}

/** A tool as n8n offers it to the model. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, IDataObject> };
}

/** What n8n asks a model. */
interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: OfferedTool }>;
	stream?: boolean;
}

const MODEL = 'test-model';
const LAST_WORDS = 'I have read the answer of my tool.';

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

/**
 * A chat model that does as it is told. It speaks as much of OpenAI's chat completions as n8n's OpenAI Chat Model wants: the first answer
 * of a conversation calls the first tool with the arguments of {@link willSend}; what follows the tool's answer is text.
 */
export class ModelServer {
	readonly requests: ChatRequest[] = [];
	private args: unknown = {};
	private lastWords = LAST_WORDS;
	private calls = 0;

	private constructor(private readonly server: Server) {
		server.on('request', (request, response) => void this.answer(request, response));
	}

	static async start(): Promise<ModelServer> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new ModelServer(server);
	}

	/** What a credential of n8n's OpenAI nodes has as its address. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** Forgets what was asked; sends these arguments to the tool next time, and ends with these words. */
	willSend(args: unknown, lastWords = LAST_WORDS): void {
		this.args = args;
		this.lastWords = lastWords;
		this.requests.length = 0;
	}

	/** The tool that n8n offered. */
	get tool(): OfferedTool {
		const tool = this.requests[0]?.tools?.[0]?.function;
		if (!tool) throw new Error('The model was offered no tool.');
		return tool;
	}

	/** The messages in which n8n told the model what its tool answered, as they were sent. */
	get told(): string[] {
		const { messages = [] } = this.requests.at(-1) ?? {};
		return messages.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		if (!incoming.url?.endsWith('/chat/completions')) {
			sendJson(response, { object: 'list', data: [{ id: MODEL, object: 'model' }] });
			return;
		}
		const asked = JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
		this.requests.push(asked);
		const message = this.nextMessage(asked);
		const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
		const facts = { id: `chat-${this.requests.length}`, created: 1, model: MODEL, usage };
		if (asked.stream !== true) {
			const choices = [{ index: 0, message, finish_reason: reason }];
			sendJson(response, { ...facts, object: 'chat.completion', choices });
			return;
		}
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		const choices = [{ index: 0, delta: message, finish_reason: reason }];
		response.write(`data: ${JSON.stringify({ ...facts, object: 'chat.completion.chunk', choices })}\n\n`);
		response.end('data: [DONE]\n\n');
	}

	private nextMessage({ messages, tools = [] }: ChatRequest): IDataObject {
		const [tool] = tools;
		if (!tool || messages.some(({ role }) => role === 'tool')) {
			return { role: 'assistant', content: this.lastWords };
		}
		const call = { name: tool.function.name, arguments: JSON.stringify(this.args) };
		const id = `call-${++this.calls}`;
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ index: 0, id, type: 'function', function: call }],
		};
	}
}

function textOf(content: unknown): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

function sendJson(response: ServerResponse, body: IDataObject): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

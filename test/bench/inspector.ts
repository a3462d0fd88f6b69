import { once } from 'node:events';
import { WebSocket } from 'undici';

/** Node's own inspector: what a profiler in a browser would do with the process. */
export class Inspector {
	private nextId = 1;
	private readonly waiting = new Map<number, (answer: Answer) => void>();

	private constructor(private readonly socket: WebSocket) {
		socket.addEventListener('message', ({ data }) => {
			const answer = JSON.parse(String(data)) as Answer;
			this.waiting.get(answer.id)?.(answer);
			this.waiting.delete(answer.id);
		});
	}

	/** Connects to a process that was started with `--inspect`, by the address that it printed. */
	static async connect(log: string): Promise<Inspector> {
		const address = /Debugger listening on (ws:\S+)/.exec(log)?.[1];
		if (address === undefined) throw new Error('The process has no inspector');
		const socket = new WebSocket(address);
		await once(socket, 'open');
		return new Inspector(socket);
	}

	async call<T>(method: string, params: object = {}): Promise<T> {
		const id = this.nextId++;
		const answer = await new Promise<Answer>((resolve) => {
			this.waiting.set(id, resolve);
			this.socket.send(JSON.stringify({ id, method, params }));
		});
		if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
		return answer.result as T;
	}

	close(): void {
		this.socket.close();
	}
}

interface Answer {
	id: number;
	result?: unknown;
	error?: { message: string };
}

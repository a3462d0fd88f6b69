import type { IncomingHttpHeaders } from 'node:http';

/** What the platforms' code gets to see of a request. */
export interface Call {
	/** Of the request, in the log. */
	id: number;
	method: string;
	/** Decoded parts of the path, such as `userId`. */
	params: Record<string, string>;
	/** As sent, without the question mark. */
	query: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What the platforms' code answers. */
export interface Reply {
	status: number;
	/** JSON text. */
	body: string;
}

/** One endpoint. Does all its work before it returns, so that a fault can strike before or after it. */
export type Endpoint = (call: Call) => Reply;

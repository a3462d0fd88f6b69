import type { IncomingHttpHeaders } from 'node:http';

/** A request as the platforms' code gets it. */
export interface Call {
	/** Id of the request in the log. */
	id: number;
	method: string;
	/** Decoded parts of the path, such as `userId`. */
	params: Record<string, string>;
	/** The query as sent, without the question mark. */
	query: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** The answer of the platforms' code. */
export interface Reply {
	status: number;
	/** JSON text. */
	body: string;
}

/** An endpoint. It does all its work before it returns, so that a fault can act before or after it. */
export type Endpoint = (call: Call) => Reply;

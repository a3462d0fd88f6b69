import { gzipSync } from 'node:zlib';
import type { HostileAnswer } from './faults';

const MEGABYTE = 1024 * 1024;

/** Answers that no working platform gives. A test orders them as `{ kind: 'answer', ...hostile.hugeHtml() }`. */
export const hostile = {
	/** Many megabytes of HTML instead of JSON, which are made while the client reads. */
	hugeHtml: (megabytes = 100): HostileAnswer => ({
		headers: { 'Content-Type': 'text/html' },
		body: function* () {
			yield '<!doctype html><title>Maintenance</title>';
			for (let sent = 0; sent < megabytes; sent++)
				yield Buffer.alloc(MEGABYTE, '<p>Please come back later.</p>\n');
		},
	}),

	/** A few kilobytes that unpack to many megabytes. */
	gzipBomb: (megabytes = 100): HostileAnswer => ({
		headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
		body: function* () {
			// A gzip stream may have many members, which are unpacked one after the other.
			const member = gzipSync(Buffer.alloc(MEGABYTE, ' '));
			for (let sent = 0; sent < megabytes; sent++) yield member;
		},
	}),

	/** A redirect. A redirect to its own path that is ordered with `times: Infinity` never ends. */
	redirect: (location: string, status = 302): HostileAnswer => ({ status, headers: { Location: location } }),

	/** An error page of a proxy. */
	html: (status = 502): HostileAnswer => ({
		status,
		headers: { 'Content-Type': 'text/html' },
		body: '<html>\n<head><title>502 Bad Gateway</title></head>\n<body>nginx</body>\n</html>\n',
	}),

	/** An empty body. */
	empty: (status = 200): HostileAnswer => ({ status, body: '' }),

	/** Any value as JSON, such as one with wrong types, with null instead of an object, or with wrong counts. */
	json: (value: unknown, status = 200): HostileAnswer => ({
		status,
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(value),
	}),

	/** An object that is nested so deeply that a recursive reader exceeds its stack. */
	deepJson: (depth = 100_000): HostileAnswer => ({
		headers: { 'Content-Type': 'application/json' },
		body: '{"code":200,"data":'.padEnd(depth + 19, '[') + ']'.repeat(depth) + '}',
	}),
};

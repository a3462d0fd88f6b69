/* global fetch */

/**
 * Calls the control API of the server that served this page.
 * @throws Error with the server's message when it refuses the call
 */
export async function ask(path, { method = 'GET', body } = {}) {
	const answer = await fetch(`/_sandbox/${path}`, {
		method,
		...(body !== undefined && {
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		}),
	});
	const value = await answer.json();
	if (!answer.ok) throw new Error(value.error ?? `The sandbox answered ${answer.status}.`);
	return value;
}

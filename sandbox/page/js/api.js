/* global fetch */

/**
 * Speaks to the control API of the server that this page came from.
 * @throws Error with the server's own words when it refuses
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

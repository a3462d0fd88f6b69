/** Digests in hexadecimal: a signature that a server's error page shows again. */
const DIGEST = /\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b/gi;
/** Shorter texts are no secrets, and would be found everywhere. */
const SHORTEST_SECRET = 4;

/** Gives a function that takes a credential's secrets, and anything like a signature, out of what a server said. */
export function secretRemover(secrets: unknown[]): (text: string) => string {
	const known = secrets.filter(
		(secret): secret is string => typeof secret === 'string' && secret.length >= SHORTEST_SECRET,
	);
	return (text) =>
		known.reduce((clean, secret) => clean.replaceAll(secret, '***'), text).replace(DIGEST, '***');
}

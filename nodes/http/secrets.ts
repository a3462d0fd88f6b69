/** Digests in hexadecimal: a signature that a server's error page shows again. */
const DIGEST = /\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b/gi;
/** Shorter texts are no secrets, and would be found everywhere. */
const SHORTEST_SECRET = 4;
/** Longest text of a server that is shown, in characters. It is cut only after the secrets are out, lest half of one stays. */
const LONGEST_SHOWN = 500;

/** A credential's value in the forms it travels in: without the spaces or the "Bearer" that were pasted with it, and in a URL. */
function formsOf(secret: unknown): string[] {
	if (typeof secret !== 'string') return [];
	const words = secret.split(/\s+/).filter((word) => word.length >= SHORTEST_SECRET);
	return words.flatMap((word) => [word, encodeURIComponent(word)]);
}

/** Gives a function that takes a credential's secrets, and anything like a signature, out of what a server said, and shortens it. */
export function secretRemover(secrets: unknown[]): (text: string) => string {
	// The longest first: one may be the beginning of another, whose rest would stay.
	const known = secrets.flatMap(formsOf).sort((one, other) => other.length - one.length);
	return (text) => {
		const clean = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text).replace(DIGEST, '***');
		return clean.length > LONGEST_SHOWN ? `${clean.slice(0, LONGEST_SHOWN)}…` : clean;
	};
}

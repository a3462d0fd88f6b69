function withoutSlashes(path: string): string {
	return path.replace(/\/+$/, '');
}

/**
 * Normalises the base URL of a credential: removes spaces around it, slashes at its end, and the path of the API if it was pasted too.
 * @param ownPath the path that the API itself begins with, such as `/agent-api`
 * @returns undefined when the text is no http(s) URL
 */
export function normalBaseUrl(typed: unknown, ownPath: string): string | undefined {
	const text = typeof typed === 'string' ? typed.trim() : '';
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		return undefined;
	}
	if (!/^https?:/.test(url.protocol)) return undefined;
	const path = withoutSlashes(url.pathname);
	return url.origin + (path.endsWith(ownPath) ? withoutSlashes(path.slice(0, -ownPath.length)) : path);
}

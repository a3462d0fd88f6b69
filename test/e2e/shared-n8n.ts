/** What a test needs to know of the n8n that the global set-up has started. */
export interface SharedN8n {
	url: string;
	/** Of the signed-in owner. n8n allows five log-ins a minute, so the tests share this one. */
	cookie: string;
	logFile: string;
	/** The folder that workflows may read and write. */
	filesFolder: string;
	/** Everything that it keeps lies below this folder. */
	userFolder: string;
	/** The packed package, for a test that starts an n8n of its own. */
	tarball: string;
}

const VARIABLE = 'E2E_N8N';
const KEY = Symbol.for('e2e.n8n.end');
const kept = globalThis as { [KEY]?: () => Promise<void> };

/** Lets the test processes know; they inherit the environment. */
export function announce(n8n: SharedN8n): void {
	process.env[VARIABLE] = JSON.stringify(n8n);
}

export function sharedN8n(): SharedN8n {
	const announced = process.env[VARIABLE];
	if (!announced) throw new Error('No n8n was started: global-setup.ts is missing in jest.config.js.');
	return JSON.parse(announced) as SharedN8n;
}

/** Set-up and tear-down are loaded apart from each other; what ends n8n goes from one to the other here. */
export function keep(end: () => Promise<void>): void {
	kept[KEY] = end;
}

export async function endKept(): Promise<void> {
	await kept[KEY]?.();
}

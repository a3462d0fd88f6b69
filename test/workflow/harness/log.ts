import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { AsyncLocalStorage } from 'node:async_hooks';

const collected = new AsyncLocalStorage<string[]>();

/** Adds a line to the log of the current run: what n8n would print, or show elsewhere (in the editor, for one). */
export const addLogLine = (line: string): void => void collected.getStore()?.push(line);

// n8n's own Logger stays in place, with its levels, scopes and its way with errors; only its printer is replaced.
Object.assign(Container.get(Logger).getInternalLogger(), {
	log: (level: string, message: string, metadata: object) =>
		addLogLine(`${level} ${message} ${JSON.stringify(metadata)}`),
});

/** Runs `work` with a list that receives every line that n8n or a node logs meanwhile, whatever its level. */
export function withLogLines<T>(work: (logLines: string[]) => T): T {
	const logLines: string[] = [];
	return collected.run(logLines, () => work(logLines));
}

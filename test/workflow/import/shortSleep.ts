import type * as N8nWorkflow from 'n8n-workflow';

/**
 * The engine's pauses would make these tests take minutes: here n8n's `sleep`, and nothing else, takes a hundredth of its time. To be
 * used as `jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('./shortSleep').n8nWorkflow())`.
 */
export const SCALE = 100;

/** Called with every stretch of a pause between requests, in milliseconds as the engine asked for them. */
export const pauses: { on(ms: number): void } = { on: () => {} };

/** n8n-workflow with a short sleep. */
export function n8nWorkflow(): typeof N8nWorkflow {
	const actual = jest.requireActual<typeof N8nWorkflow>('n8n-workflow');
	const sleep = async (ms: number) => {
		if (isPause(new Error().stack)) state().on(ms);
		await actual.sleep(ms / SCALE);
	};
	return { ...actual, sleep };
}

/** Sleep is also used to bound the reading of an answer; only `pause` (nodes/http/wait.ts) keeps requests apart. */
function isPause(stack = ''): boolean {
	return /\bpause\b/.test(stack.split('\n')[2] ?? '');
}

/** jest.requireActual and import may load this file twice. */
function state(): typeof pauses {
	return jest.requireActual<{ pauses: typeof pauses }>('./shortSleep').pauses;
}

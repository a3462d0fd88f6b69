import type { SoakHost } from './host';
import type { RoundLog } from './round';

/** Defects that the soak has to report: `--plant <name>,<name>` shows that its checks can fail. */
export const PLANTS = [
	'memory',
	'connection',
	'lostRow',
	'falseImported',
	'lostCallback',
	'stranger',
] as const;
export type Plant = (typeof PLANTS)[number];

/** In each round. */
const LEAK_MB = 40;

/** Leaks in the n8n process itself, as a defect of a node would. */
export async function plantInProcess(
	plants: readonly Plant[],
	{ inspector, sandbox }: SoakHost,
): Promise<void> {
	const leaks: Partial<Record<Plant, string>> = {
		memory: `(globalThis.planted ??= []).push(Buffer.alloc(${LEAK_MB * 2 ** 20}, 1)); 0`,
		connection: `process.getBuiltinModule('node:net').connect(${sandbox.port}, '127.0.0.1'); 0`,
	};
	for (const expression of plants.flatMap((plant) => leaks[plant] ?? [])) {
		const answer = await inspector.call<{ exceptionDetails?: { text: string } }>('Runtime.evaluate', {
			expression,
		});
		const { exceptionDetails } = answer;
		if (exceptionDetails) throw new Error(`The leak could not be planted: ${exceptionDetails.text}`);
	}
}

/** Spoils what a round has seen. */
export function plantInBooks(plants: readonly Plant[], { imports, callbacks, store }: RoundLog): void {
	const imported = imports.find(({ outputs }) => (outputs[0] ?? []).length > 0);
	if (plants.includes('lostRow')) imported?.outputs[0]?.pop();
	if (plants.includes('lostCallback')) callbacks.texts.pop();
	if (plants.includes('stranger')) store.lastStoredAt.set('13899999999', Date.now());
	if (plants.includes('falseImported') && imported) store.byOperation[imported.plan.operation]?.clear();
}

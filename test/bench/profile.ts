import { packageName } from '../../scripts/n8nHost/paths';
import { Inspector } from './inspector';
import type { BenchStage } from './stage';

const ROWS = 100_000;
const SAMPLE_US = 200;
const SHOWN = 12;

interface CpuProfile {
	nodes: Array<{
		id: number;
		callFrame: { functionName: string; url: string; lineNumber: number };
	}>;
	samples: number[];
	timeDeltas: number[];
}

export interface Profile {
	/** Milliseconds by whose code ran, dearest first. */
	byPackage: Array<[string, number]>;
	/** Our own functions, milliseconds without what they call, dearest first. */
	ours: Array<[string, number]>;
}

/** The npm package of a file, or what stands for it. */
function packageOf(url: string, functionName: string): string {
	if (url === '') return functionName.startsWith('(') ? functionName : 'V8 (JSON, RegExp, strings …)';
	if (url.startsWith('node:')) return 'Node.js';
	return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url;
}

const dearest = (sums: Map<string, number>) => [...sums].sort(([, a], [, b]) => b - a).slice(0, SHOWN);

function evaluate({ nodes, samples, timeDeltas }: CpuProfile): Profile {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
	const byPackage = new Map<string, number>();
	const ours = new Map<string, number>();
	const add = (sums: Map<string, number>, key: string, ms: number) =>
		sums.set(key, (sums.get(key) ?? 0) + ms);
	samples.forEach((id, index) => {
		const { url = '', functionName = '', lineNumber = 0 } = frames.get(id) ?? {};
		const ms = (timeDeltas[index] ?? 0) / 1000;
		add(byPackage, packageOf(url, functionName), ms);
		const file = url.split(`${packageName}/dist/`)[1];
		if (file) add(ours, `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`, ms);
	});
	return { byPackage: dearest(byPackage), ours: dearest(ours) };
}

function show(title: string, rows: Array<[string, number]>): void {
	console.log(title);
	for (const [name, ms] of rows) console.log(`  ${ms.toFixed(0).padStart(6)} ms  ${name}`);
}

/** Where the time of an import of 100,000 rows goes that is answered at once: the n8n process, from the call to the answer. */
export async function profileImport(stage: BenchStage): Promise<Profile> {
	await stage.restart('--inspect=127.0.0.1:0');
	await stage.run('customer', 'mapEach', 1_000);
	const inspector = await Inspector.connect(stage.n8nLog());
	await inspector.call('Profiler.enable');
	await inspector.call('Profiler.setSamplingInterval', { interval: SAMPLE_US });
	await inspector.call('Profiler.start');
	await stage.run('customer', 'mapEach', ROWS);
	const { profile } = await inspector.call<{ profile: CpuProfile }>('Profiler.stop');
	inspector.close();
	const result = evaluate(profile);
	show(`\nWhose code runs in n8n while ${ROWS} rows are made and imported`, result.byPackage);
	show('Our dearest functions, without what they call', result.ours);
	return result;
}

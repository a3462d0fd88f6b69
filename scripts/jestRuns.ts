import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** A Jest project that draws its own tests, and the environment variables by which it is told how many and which. */
export interface DrawnProject {
	name: string;
	/** Option of the command line → environment variable. `runs` and `seed` are among them. */
	settings: Record<string, string>;
	/** Whether several processes share the runs, each with a seed of its own. */
	shared?: boolean;
}

/** Runs a project in one process. @returns its exit code */
async function runIn(project: string, env: NodeJS.ProcessEnv, files: string[]): Promise<number> {
	const patterns = files.map((file) => `--testPathPatterns=${file}`);
	const command = ['jest', '--selectProjects', project, ...patterns];
	const child = spawn('npx', command, { stdio: 'inherit', env: { ...process.env, ...env } });
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

/**
 * Runs a project as the command line wants it, and ends as it ends.
 * @param files parts of the names of the test files to run; all of them by default
 */
export async function runProject(
	{ name, settings, shared }: DrawnProject,
	files: string[] = [],
): Promise<void> {
	const options = Object.fromEntries(
		Object.keys(settings).map((option) => [option, { type: 'string' as const }]),
	);
	const { values } = parseArgs({ options });
	const environment = Object.entries(settings).flatMap(([option, variable]) => {
		const value = values[option];
		return value === undefined ? [] : [[variable, value]];
	});
	const env = Object.fromEntries(environment) as NodeJS.ProcessEnv;
	const runs = Number(values.runs);
	const processes = shared && runs > 0 && values.path === undefined ? availableParallelism() : 1;
	if (processes === 1) {
		process.exitCode = await runIn(name, env, files);
		return;
	}
	const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
	const codes = Array.from({ length: processes }, async (_unused, index) => {
		const share = Math.ceil(runs / processes);
		const own = { [settings.runs ?? '']: String(share), [settings.seed ?? '']: String(firstSeed + index) };
		return await runIn(name, { ...env, ...own }, files);
	});
	process.exitCode = Math.max(...(await Promise.all(codes)));
}

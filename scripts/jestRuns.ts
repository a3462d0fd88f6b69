import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

/** A Jest project that draws its tests at random, with the environment variables that set their number and seed. */
export interface DrawnProject {
	name: string;
	/** Option of the command line → environment variable. */
	settings: Record<string, string>;
}

/** Runs a project with the options of the command line, and exits with its exit code. */
export async function runProject({ name, settings }: DrawnProject): Promise<void> {
	const options = Object.fromEntries(
		Object.keys(settings).map((option) => [option, { type: 'string' as const }]),
	);
	const { values } = parseArgs({ options });
	const environment = Object.entries(settings).flatMap(([option, variable]) => {
		const value = values[option];
		return value === undefined ? [] : [[variable, value]];
	});
	const env = { ...process.env, ...(Object.fromEntries(environment) as NodeJS.ProcessEnv) };
	const child = spawn('npx', ['jest', '--selectProjects', name], { stdio: 'inherit', env });
	process.exitCode = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

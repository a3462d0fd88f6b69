import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

/** A Jest project that draws its own tests, and the environment variables by which it is told how many and which. */
export interface DrawnProject {
	name: string;
	/** Option of the command line → environment variable. */
	settings: Record<string, string>;
}

/** Runs a project as the command line wants it, and ends as it ends. */
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

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * Runs a Jest project that draws its own tests, and ends as it ends.
 * @param settings option of the command line → environment variable that the project reads
 */
export function runProject(project: string, settings: Record<string, string>): void {
	const options = Object.fromEntries(
		Object.keys(settings).map((name) => [name, { type: 'string' as const }]),
	);
	const { values } = parseArgs({ options });
	const given = Object.entries(settings).flatMap(([name, variable]) => {
		const value = values[name];
		return value === undefined ? [] : [[variable, String(value)]];
	});
	const env = { ...process.env, ...(Object.fromEntries(given) as NodeJS.ProcessEnv) };
	const { status } = spawnSync('npx', ['jest', '--selectProjects', project], { stdio: 'inherit', env });
	process.exitCode = status ?? 1;
}

import { runCommand } from './processes';

/** The npm that started this script, or else the npm on the path. */
function npmProgram(): [string, string[]] {
	const cli = process.env.npm_execpath;
	return cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
}

/** Runs npm in a folder and returns its stdout. `purpose` completes the sentence "Could not …". */
export async function npm(args: readonly string[], cwd: string, purpose: string): Promise<string> {
	const [command, first] = npmProgram();
	return await runCommand(command, [...first, ...args], { cwd, purpose });
}

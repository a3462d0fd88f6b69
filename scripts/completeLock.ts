import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './n8nHost/paths';

/**
 * `npx tsx scripts/completeLock.ts` is run after the lock file was made anew. It adds the optional packages of other platforms that a registry
 * mirror does not have. npm leaves them out, and `npm ci` refuses a lock file without them, although it would install none of them.
 */
interface LockedPackage {
	version?: string;
	dev?: boolean;
	optional?: boolean;
	os?: string[];
	cpu?: string[];
	optionalDependencies?: Record<string, string>;
}

const SYSTEMS = /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|wasi)\b/;
const PROCESSORS = /\b(arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64|mips64el|wasm32)\b/;

const file = join(repository, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };

/** The platform of a package, read from its name, such as `@swc/core-darwin-arm64`. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu'> {
	const os = SYSTEMS.exec(name)?.[1];
	const cpu = PROCESSORS.exec(name)?.[1];
	return { ...(cpu && { cpu: [cpu] }), ...(os && os !== 'wasi' && { os: [os] }) };
}

let added = 0;
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
	for (const [name, version] of Object.entries(optionalDependencies)) {
		const path = `node_modules/${name}`;
		const platform = platformOf(name);
		if (lock.packages[path] || Object.keys(platform).length === 0) continue;
		lock.packages[path] = { version, dev: true, optional: true, ...platform };
		added++;
	}
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms entered`);

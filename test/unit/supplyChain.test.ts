import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path: string[]) => readFileSync(join(__dirname, '../..', ...path), 'utf8');

interface Lock {
	packages: Record<string, { version?: string; resolved?: string; integrity?: string; optional?: boolean }>;
}

describe.each(['package-lock.json', 'scripts/n8nHost/pins/package-lock.json'])('%s', (file) => {
	const { packages } = JSON.parse(read(file)) as Lock;
	const locked = Object.entries(packages).filter(([path]) => path !== '');

	it('pins every package to one version, and says nothing of where it came from', () => {
		expect(locked.length).toBeGreaterThan(100);
		expect(locked.filter(([, { version, optional }]) => version === undefined && !optional)).toEqual([]);
		expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
	});

	it('knows the digest of every package that is always installed', () => {
		expect(locked.filter(([, { integrity, optional }]) => integrity === undefined && !optional)).toEqual([]);
	});
});

it('ships nothing but its own files, so that there is nothing to audit', () => {
	const shipped = JSON.parse(read('package.json')) as Record<string, unknown>;
	expect(shipped.dependencies ?? {}).toEqual({});
	expect(shipped.optionalDependencies ?? {}).toEqual({});
	expect(shipped.bundledDependencies ?? []).toEqual([]);
	expect(shipped.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

it('is published by a workflow that says where it came from, after it was checked', () => {
	const steps = [...read('.github/workflows/publish.yml').matchAll(/^ +- (?:run|uses): (.+)$/gm)].map(
		([, step]) => step ?? '',
	);
	expect(read('.github/workflows/publish.yml')).toMatch(
		/permissions:\n {2}contents: read\n {2}id-token: write\n/,
	);
	const publish = steps.findIndex((step) => step.startsWith('npm publish'));
	expect(steps[publish]).toContain('--provenance');
	expect(steps.slice(0, publish).join('\n')).toMatch(
		/^test "v.*package\.json.*\$GITHUB_REF_NAME"\nnpm ci && npm test\nnpm run build$/m,
	);
	const { test, check } = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
	expect(test).toMatch(/npm run check.*unit sandbox workflow/);
	expect(check).toMatch(/npm run lint.*npm run typecheck.*npm run scan/);
	// No long-lived token: the registry trusts the workflow itself.
	expect(read('.github/workflows/publish.yml')).not.toMatch(/secrets\.|TOKEN/);
});

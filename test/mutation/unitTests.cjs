require('tsx/cjs');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const fastCheck = require('fast-check');
require('./jestGlobals.cjs');

/** Tests that read documents, examples and the package say nothing about a mutant. */
const FOLDERS = ['http', 'import', 'longlonglong', 'nxlink', 'platform', 'rows'];
/** A test that hangs has found its mutant. Nothing is measured by this, and a busy machine must not come near it. */
const TIMEOUT_MS = 20_000;

/** Each mutant is tried on the same values, so that a score can be had again, and on fewer than in a test run. */
const MAX_RUNS = Number(process.env.MUTATE_RUNS ?? 40);
const { default: fc } = fastCheck;
fastCheck.default = {
	...fc,
	assert: (property, settings = {}) =>
		fc.assert(property, {
			seed: 20261121,
			endOnFailure: true, // nobody reads which values it was
			...settings,
			numRuns: Math.min(settings.numRuns ?? MAX_RUNS, MAX_RUNS),
		}),
};

const unit = join(__dirname, '../unit');
for (const folder of FOLDERS) {
	for (const file of readdirSync(join(unit, folder), { recursive: true }).sort()) {
		if (!file.endsWith('.test.ts')) continue;
		// A group of its own for each file keeps its hooks to itself, and makes the names of its tests unique.
		describe(join(folder, file), function () {
			this.timeout(TIMEOUT_MS);
			require(join(unit, folder, file));
		});
	}
}

require('./typescript.cjs');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const fastCheck = require('fast-check');
require('./jestGlobals.cjs');

/**
 * What a mutant is tried on. Unit tests that read documents, examples and the package say nothing about it. Workflow tests are for the code
 * that needs a running node, and only those that read its parameters: they are slower.
 */
const FOLDERS = {
	unit: ['http', 'import', 'longlonglong', 'nxlink', 'platform', 'rows'],
	workflow: ['tool', 'import', 'mapping.test.ts'],
};
/** Tests of the engine, whose code the unit tests are for, and tests that replace a module. */
const LEFT_OUT =
	/accounting|cancel|clock|engineTraps|faults|oddAnswers|outputs|progress|secrets|splitting|mappingWarnings|namesOf|spread/;
/** A test that hangs has found its mutant. Nothing is measured by this, and a busy machine must not come near it. */
const TIMEOUT_MS = 20_000;

/** Each mutant is tried on the same values, so that a score can be had again, and on fewer than in a test run. */
const MAX_RUNS = Number(process.env.MUTATE_RUNS ?? 60);
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

const kind = process.env.MUTATE_WITH ?? 'unit';
const root = join(__dirname, '..', kind);
if (kind === 'workflow') require('../workflow/setup.ts');
const files = FOLDERS[kind].flatMap((name) =>
	name.endsWith('.ts')
		? name
		: readdirSync(join(root, name), { recursive: true }).map((file) => join(name, file)),
);
for (const file of files.sort()) {
	if (!file.endsWith('.test.ts') || (kind === 'workflow' && LEFT_OUT.test(file))) continue;
	// A group of its own for each file keeps its hooks to itself, and makes the names of its tests unique.
	describe(file, function () {
		this.timeout(TIMEOUT_MS);
		before(() => (globalThis.jest.file = join(root, file)));
		require(join(root, file));
	});
}

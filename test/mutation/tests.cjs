require('./typescript.cjs');
const { readdirSync, statSync } = require('node:fs');
const { join, relative } = require('node:path');
const fastCheck = require('fast-check');
require('./jestGlobals.cjs');

const withNode = process.env.MUTATE_WITH === 'workflow';
const TESTS = join(__dirname, '..');

// In a zone far from UTC a test notices which day a mutant takes. The processes that dates.test.ts starts for other zones are not mutated.
if (!withNode) process.env.TZ = 'Asia/Shanghai';

/**
 * The tests that a mutant is tried on. Unit tests that read documents, examples and the package say nothing about it. With a node, only the
 * tests that were written for the mutated files are loaded: hundreds of others pass through the same lines and take minutes.
 */
const UNIT_TESTS = ['http', 'import', 'longlonglong', 'nxlink', 'platform', 'rows'].map(
	(name) => `unit/${name}`,
);
const NODE_TESTS = [
	'unit/http/exchange.test.ts',
	...['longlonglong', 'nxlink'].map((name) => `unit/${name}/answers.test.ts`),
	...['longlonglong', 'nxlink'].map((name) => `workflow/${name}/credential.test.ts`),
	...['badInput', 'baseUrl', 'cancel', 'certainNo', 'checkOnly', 'columns', 'exceptions', 'limits']
		.concat('maxFailedPercent', 'outputs', 'progress', 'remarks', 'rules')
		.map((name) => `workflow/import/${name}.test.ts`),
	'workflow/columnMapping.test.ts',
	'workflow/http',
	'workflow/mapping.test.ts',
	'workflow/longlonglong/import/parameters.test.ts',
	...['clock', 'parameters'].map((name) => `workflow/nxlink/import/${name}.test.ts`),
	'workflow/tool',
];

/**
 * A large text would let an endless loop go round billions of times before Stryker takes it for one. A module that a test loads anew would
 * have the mutants of its constants tried too.
 */
const LEFT_OUT = ['unit/http/largeJson.test.ts', 'unit/rows/withoutGb18030.test.ts'].map((file) =>
	join(TESTS, file),
);

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

/** Prepares the tests that run nodes: long pauses become short, and two imports are tried instead of all, because all share the mutated files. */
function prepareNodes() {
	require('../workflow/setup.ts');
	const wait = require('../../nodes/http/wait');
	const { pauses, SCALE } = require('../workflow/import/shortSleep');
	const pause = async (ms, isOver) => {
		pauses.on(ms);
		await wait.pause(ms < 1_000 ? ms : ms / SCALE, isOver);
	};
	require.cache[require.resolve('../../nodes/http/wait')].exports = { ...wait, pause };
	// What a file wants to have replaced is the pauses.
	globalThis.jest.mock = () => {};
	const { OPERATIONS } = require('../workflow/import/testedImports');
	const { NUMBER_ADD } = require('../workflow/import/records/longlonglong');
	const { CUSTOMER_UPSERT } = require('../workflow/import/records/nxlink');
	OPERATIONS.splice(0, OPERATIONS.length, NUMBER_ADD, CUSTOMER_UPSERT);
}

/** The test files at a path, which is a folder or one of them. */
function testFiles(path) {
	const whole = join(TESTS, path);
	if (!statSync(whole).isDirectory()) return [whole];
	const files = readdirSync(whole, { recursive: true }).filter((file) => file.endsWith('.test.ts'));
	const paths = files.sort().map((file) => join(whole, file));
	return paths.filter((path) => !LEFT_OUT.includes(path));
}

if (withNode) prepareNodes();
for (const file of (withNode ? NODE_TESTS : UNIT_TESTS).flatMap(testFiles)) {
	// A group of its own for each file keeps its hooks to itself, and makes the names of its tests unique.
	describe(relative(TESTS, file), function () {
		this.timeout(TIMEOUT_MS);
		before(() => (globalThis.jest.file = file));
		require(file);
	});
}

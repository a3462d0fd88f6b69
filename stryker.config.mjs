/**
 * `npm run mutate`: StrykerJS changes the code in one place at a time and looks whether a test notices, first with the unit tests, then with
 * the workflow tests the code that needs a running node. One file alone: `npx stryker run --mutate nodes/http/json.ts`.
 */
const withNode = process.env.MUTATE_WITH === 'workflow';

const NEEDS_A_NODE = [
	'nodes/http/{exchange,testExchange}.ts',
	'nodes/import/{checkOnly,runImport,sameForAllRows,toolRows}.ts',
	'nodes/rows/columnMapping.ts',
	// Both have the platform's client beside `readAnswer`.
	'nodes/{longlonglong,nxlink}/platform.ts',
];

/** What decides over rows. */
const UNIT = [
	'nodes/{http,import,rows}/*.ts',
	'nodes/longlonglong/importCalls/{acceptedRows,failedNumbers}.ts',
	'nodes/nxlink/NxlinkCustomer/actions/customer/batchCreateReply.ts',
	'nodes/platform/rowReplies.ts',
	// A list of names and nothing else, which docs/imports.md and test/unit/rows/columnNames.test.ts have too.
	'!nodes/rows/commonNames.ts',
	...NEEDS_A_NODE.map((files) => `!${files}`),
];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: withNode ? NEEDS_A_NODE : UNIT,
	testRunner: 'mocha',
	mochaOptions: { spec: ['test/mutation/tests.cjs'] },
	plugins: ['@stryker-mutator/mocha-runner', './test/mutation/panels.mjs'],
	ignorers: ['panels'],
	coverageAnalysis: 'perTest',
	// A mutant of a constant is there from the start, so that it would take all tests and a process of its own.
	ignoreStatic: true,
	disableTypeChecks: false,
	concurrency: 2,
	// On a busy machine a slow test is no sign of anything. Most endless loops are noticed by counting.
	timeoutMS: withNode ? 40_000 : 15_000,
	incremental: true,
	incrementalFile: `node_modules/.cache/stryker-${withNode ? 'workflow' : 'unit'}.json`,
	tempDirName: '.run/stryker',
	ignorePatterns: ['.github', '.n8n-host', '.run', 'dist', '*.tgz'],
	reporters: ['clear-text', 'progress-append-only', 'json'],
	jsonReporter: { fileName: `.run/mutation/${withNode ? 'workflow' : 'unit'}.json` },
	allowConsoleColors: false,
	clearTextReporter: { allowColor: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 90 },
};

/**
 * `npm run mutate` starts StrykerJS, which changes the code in one place at a time and checks whether a test fails: first with the unit tests,
 * then with the workflow tests for code that needs a running node. For one file: `npx stryker run --mutate nodes/http/json.ts`.
 */
const withNode = process.env.MUTATE_WITH === 'workflow';

const NEEDS_A_NODE = [
	'nodes/http/{exchange,testExchange}.ts',
	'nodes/import/{checkOnly,runImport,sameForAllRows,toolRows}.ts',
	'nodes/rows/columnMapping.ts',
	// Both files contain the platform's client besides `readAnswer`.
	'nodes/{longlonglong,nxlink}/platform.ts',
];

/** The code that determines the outcomes of rows. */
const UNIT = [
	'nodes/{http,import,rows}/*.ts',
	'nodes/longlonglong/importCalls/{acceptedRows,failedNumbers}.ts',
	'nodes/nxlink/NxlinkCustomer/actions/customer/batchCreateReply.ts',
	'nodes/platform/rowReplies.ts',
	// This file has only a list of names, which docs/imports.md and test/unit/rows/columnNames.test.ts contain too.
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
	// A mutant of a constant exists from the start, so it would need all tests and a separate process.
	ignoreStatic: true,
	disableTypeChecks: false,
	concurrency: 2,
	// On a busy machine a slow test proves nothing. Most endless loops are found by counting.
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

/**
 * `npm run mutate`: StrykerJS changes the code in one place at a time and looks whether a unit test notices. One folder alone:
 * `npm run mutate -- --mutate 'nodes/http/*.ts'`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	// What decides over rows.
	mutate: [
		'nodes/{http,import,rows}/*.ts',
		'nodes/{longlonglong,nxlink}/platform.ts',
		'nodes/longlonglong/importCalls/{acceptedRows,failedNumbers}.ts',
		'nodes/nxlink/NxlinkCustomer/actions/customer/batchCreateReply.ts',
		'nodes/platform/rowReplies.ts',
		// A list of names and nothing else: docs/imports.md and test/unit/rows/columnNames.test.ts have them one by one.
		'!nodes/rows/commonNames.ts',
	],
	testRunner: 'mocha',
	mochaOptions: { spec: ['test/mutation/tests.cjs'] },
	plugins: ['@stryker-mutator/mocha-runner', './test/mutation/panels.mjs'],
	ignorers: ['panels'],
	coverageAnalysis: 'perTest',
	// A mutant of a constant is there from the start, so that it would take all tests and a process of its own.
	ignoreStatic: true,
	disableTypeChecks: false,
	concurrency: 2,
	// On a busy machine a slow test is no sign of anything. Endless loops are noticed by counting.
	timeoutMS: 40_000,
	incremental: true,
	incrementalFile: 'node_modules/.cache/stryker.json',
	tempDirName: '.run/stryker',
	ignorePatterns: ['.github', '.n8n-host', '.run', 'dist', '*.tgz'],
	reporters: ['clear-text', 'progress-append-only', 'json'],
	jsonReporter: { fileName: '.run/mutation/report.json' },
	allowConsoleColors: false,
	clearTextReporter: { allowColor: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 90 },
};

const project = (name, more = {}) => ({
	displayName: name,
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': '@swc/jest' },
	...more,
});

/** One project for each kind of test; `npx jest --selectProjects unit` runs one of them. */
module.exports = {
	// Not a measure of anything: a test that hangs is ended, one on a busy machine is not.
	testTimeout: 60_000,
	// All cores; by default Jest leaves one idle. What shares one n8n runs with -i.
	maxWorkers: '100%',
	projects: [
		project('unit'),
		project('sandbox'),
		project('workflow', { setupFiles: ['<rootDir>/test/workflow/setup.ts'] }),
		project('campaign', {
			setupFiles: ['<rootDir>/test/workflow/setup.ts'],
			testEnvironment: '<rootDir>/test/campaign/environment.ts',
		}),
		project('simulation'),
		project('queue'),
		project('e2e', {
			globalSetup: '<rootDir>/test/e2e/global-setup.ts',
			globalTeardown: '<rootDir>/test/e2e/global-teardown.ts',
		}),
		project('browser', {
			globalSetup: '<rootDir>/test/e2e/global-setup.ts',
			globalTeardown: '<rootDir>/test/e2e/global-teardown.ts',
		}),
	],
};

const project = (name, more = {}) => ({
	displayName: name,
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': '@swc/jest' },
	...more,
});

/** One project for each kind of test; `npx jest --selectProjects unit` runs one of them. */
module.exports = {
	// This limit only ends a test that hangs. It is long enough for a busy machine.
	testTimeout: 60_000,
	// Jest uses all cores; by default it leaves one idle. Tests that share an n8n are run with -i.
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

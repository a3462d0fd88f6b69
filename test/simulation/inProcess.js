/*
 * Lets a plain Node.js process run the simulation: `node --require ./test/simulation/inProcess.js …`. Jest gives every test file a realm of
 * its own, in which everything takes longer; that is worth it for tests, and not for millions of imports.
 */
const { transformFileSync } = require('@swc/core');

// TypeScript is compiled as Jest compiles it. A node is required as `X.node`, and beside X.node.ts there is an X.node.json.
const { '.json': json, '.node': addon } = require.extensions;
for (const extension of ['.json', '.node']) delete require.extensions[extension];
require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file).code, file);
Object.assign(require.extensions, { '.json': json, '.node': addon });

function replace(path, change) {
	const actual = require(path);
	require.cache[require.resolve(path)].exports = { ...actual, ...change(actual) };
}

// As mocks.ts does it for Jest.
const { noted, sleep } = require('./time');
replace('n8n-workflow', () => ({ sleep }));
replace('../../nodes/http/wait', ({ pause }) => ({ pause: noted(pause) }));

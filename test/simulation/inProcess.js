/*
 * Allows a plain Node.js process to run the simulation: `node --require ./test/simulation/inProcess.js …`. Jest runs every test file in a
 * separate realm, in which code runs more slowly. That would take too long for millions of imports.
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

// The same replacements as in mocks.ts for Jest.
const { noted, sleep } = require('./time');
replace('n8n-workflow', () => ({ sleep }));
replace('../../nodes/http/wait', ({ pause }) => ({ pause: noted(pause) }));

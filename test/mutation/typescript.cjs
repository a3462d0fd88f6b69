const { transformFileSync } = require('@swc/core');

/** TypeScript compiled by SWC, as @swc/jest does it. It goes before JSON, because beside X.node.ts there is an X.node.json. */
const others = { ...require.extensions };
for (const extension of Object.keys(others)) delete require.extensions[extension];
require.extensions['.js'] = others['.js'];
require.extensions['.ts'] = (module, file) => {
	module._compile(transformFileSync(file, { filename: file, sourceMaps: 'inline' }).code, file);
};
Object.assign(require.extensions, others);

const { dest, src } = require('gulp');

/** What tsc leaves behind: icons and codex files go to the same place in dist, byte for byte. */
function assets() {
	return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.{svg,png}'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.assets = assets;

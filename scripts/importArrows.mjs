import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * An ESLint rule that restricts which folder may import which other folder. It compares the folders of a file and of its imports, so it also
 * applies to a platform that is added later.
 *
 *     credentials → a platform's wing → platform → import → rows → http
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folders under nodes/ that all platforms share, from the bottom up. Every other folder there is the wing of one platform. */
const SHARED = ['http', 'rows', 'import', 'platform'];

/** The modules that the package may import besides its own files. n8n's rules allow no others. */
const SHIPPED_WITH_N8N = new Set(['n8n-workflow', 'node:crypto']);

/** The level of a folder under nodes/. All wings have the same level, above the shared folders. */
function level(folder) {
	const index = SHARED.indexOf(folder);
	return index === -1 ? SHARED.length : index;
}

/** Why one folder under nodes/ may not import another; undefined when it may. */
function wrongWithinNodes(from, to) {
	if (from === to || level(to) < level(from)) return undefined;
	if (level(from) === SHARED.length)
		return `The platforms do not know each other, but ${from} imports ${to}.`;
	if (level(to) === SHARED.length)
		return `What platforms share knows no platform, but ${from} imports ${to}.`;
	return `Arrows point down (${[...SHARED].reverse().join(' → ')}), but ${from} imports ${to}.`;
}

/** Why a file may not import another; undefined when it may. Both are paths from the root. */
function wrongPath(from, to) {
	const [fromTop, fromFolder] = from.split('/');
	const [toTop, toFolder] = to.split('/');
	if (fromTop === 'sandbox') {
		return toTop === 'sandbox'
			? undefined
			: `The sandbox is written from the API facts alone, but imports ${toTop}.`;
	}
	if (fromTop !== 'nodes' && fromTop !== 'credentials') return undefined;
	if (toTop === 'nodes') return fromTop === 'nodes' ? wrongWithinNodes(fromFolder, toFolder) : undefined;
	return fromTop === toTop
		? undefined
		: `The package ships nodes that import no credential and nothing of ${toTop}.`;
}

/** Why a file may not import something; undefined when it may. */
function wrongImport(file, source) {
	const from = fromRoot(file);
	if (source.startsWith('.')) return wrongPath(from, fromRoot(resolve(dirname(file), source)));
	const isShipped = from.startsWith('nodes/') || from.startsWith('credentials/');
	return isShipped && !SHIPPED_WITH_N8N.has(source)
		? `'${source}' is not shipped with the package.`
		: undefined;
}

/** The path of a file relative to the root. The folders of a trial platform below test/fixtures are treated as if they were at the root. */
function fromRoot(path) {
	const plain = relative(ROOT, path).split(sep).join('/');
	return plain.replace(/^test\/fixtures\/[^/]+\/(?=(nodes|credentials|sandbox)\/)/, '');
}

/** The rule `arrows/imports`, as an ESLint plugin. */
export const importArrows = {
	rules: {
		imports: {
			meta: { type: 'problem', schema: [], messages: { wrong: '{{reason}}' } },
			create(context) {
				const check = (node) => {
					const source = node.source?.value;
					const reason = typeof source === 'string' ? wrongImport(context.filename, source) : undefined;
					if (reason) context.report({ node, messageId: 'wrong', data: { reason } });
				};
				return {
					ImportDeclaration: check,
					ImportExpression: check,
					ExportAllDeclaration: check,
					ExportNamedDeclaration: check,
				};
			},
		},
	},
};

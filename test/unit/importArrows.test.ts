import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Which folder may import which, as `npm run lint` checks it. The files are texts: they need not exist. */

interface Case {
	file: string;
	text: string;
	/** Part of ESLint's complaint; none when the import is allowed. */
	complaint?: string;
}

function imports(file: string, source: string, complaint?: string): Case {
	return { file, text: `import { x } from '${source}';`, complaint };
}

/** A file deep in a wing, as operations are. */
const operation = (wing: string) => `nodes/${wing}/Node/actions/contact/import.operation.ts`;
const NOT_SHIPPED = 'is not shipped with the package';

const CASES: Record<string, Case[]> = {
	'a platform imports no other platform, also when one of them is new': [
		imports('nodes/longlonglong/methods/listSearch.ts', '../../nxlink/fields', 'imports nxlink.'),
		imports(operation('nxlink'), '../../../../longlonglong/fields', 'imports longlonglong.'),
		imports(operation('acme'), '../../../../nxlink/fields', 'imports nxlink.'),
		imports('nodes/nxlink/fields.ts', '../acme/fields', 'imports acme.'),
	],
	'what platforms share imports no platform': [
		imports('nodes/platform/client.ts', '../acme/platform', 'imports acme.'),
		imports('nodes/platform/filters/filters.ts', '../../longlonglong/fields', 'imports longlonglong.'),
		imports('nodes/import/importRows.ts', '../nxlink/fields', 'imports nxlink.'),
		imports('nodes/rows/field.ts', '../acme/fields', 'imports acme.'),
		imports('nodes/http/reply.ts', '../acme/codes', 'imports acme.'),
	],
	'a shared folder imports none above it': [
		imports('nodes/import/importRows.ts', '../platform/client', 'imports platform.'),
		imports('nodes/rows/field.ts', '../import/outcome', 'imports import.'),
		imports('nodes/http/reply.ts', '../rows/field', 'imports rows.'),
	],
	'the package imports neither its development files nor, in a node, a credential': [
		imports('nodes/acme/fields.ts', '../../credentials/AcmeApi.credentials', 'no credential'),
		imports('nodes/http/exchange.ts', '../../sandbox/settings', 'nothing of sandbox'),
		imports('nodes/http/exchange.ts', '../../test/workflow/harness', 'nothing of test'),
		imports('nodes/http/exchange.ts', '../../scripts/demo', 'nothing of scripts'),
		imports('credentials/AcmeApi.credentials.ts', '../sandbox/accounts', 'nothing of sandbox'),
	],
	'the package imports no other package than those that n8n ships': [
		...['axios', 'n8n-core', 'node:fs', 'node:crypto/x', 'luxon'].map((source) =>
			imports('nodes/acme/fields.ts', source, NOT_SHIPPED),
		),
		imports('credentials/AcmeApi.credentials.ts', 'axios', NOT_SHIPPED),
	],
	'the sandbox imports nothing of the package': [
		imports('sandbox/acme/routes.ts', '../../nodes/acme/fields', 'imports nodes'),
		imports(
			'sandbox/longlonglong/routes.ts',
			'../../credentials/LonglonglongApi.credentials',
			'imports credentials',
		),
		imports('sandbox/server.ts', '../scripts/demo', 'imports scripts'),
	],
	'the trial platform obeys the same arrows as a wing': [
		imports(
			'test/fixtures/acme/nodes/acme/fields.ts',
			'../../../../../nodes/nxlink/fields',
			'imports nxlink.',
		),
		imports(
			'test/fixtures/acme/nodes/acme/fields.ts',
			'../../credentials/AcmeApi.credentials',
			'no credential',
		),
		imports('test/fixtures/acme/nodes/acme/fields.ts', 'axios', NOT_SHIPPED),
		imports('test/fixtures/acme/sandbox/acme.ts', '../nodes/acme/fields', 'imports nodes'),
		imports('test/fixtures/acme/nodes/acme/fields.ts', '../../../../../nodes/rows/field'),
	],
	'every form of an import counts': [
		"import type { X } from '../nxlink/fields';",
		"import '../nxlink/fields';",
		"export * from '../nxlink/fields';",
		"export { X } from '../nxlink/fields';",
		"const x = await import('../nxlink/fields');",
	].map((text) => ({ file: 'nodes/acme/fields.ts', text, complaint: 'imports nxlink.' })),
	'everything else is allowed': [
		...['../http/json', '../rows/field', '../import/outcome', '../platform/client', './fields'].map(
			(source) => imports('nodes/acme/platform.ts', source),
		),
		...['n8n-workflow', 'node:crypto'].map((source) => imports('nodes/acme/platform.ts', source)),
		imports(operation('acme'), '../../../fields'),
		imports('nodes/platform/filters/filters.ts', '../client'),
		imports('credentials/AcmeApi.credentials.ts', '../nodes/acme/codes'),
		imports('sandbox/acme/routes.ts', '../world'),
		imports('sandbox/acme/routes.ts', 'undici'),
		imports('test/unit/acme.test.ts', '../../nodes/acme/fields'),
	],
};

/** What ESLint says about each of these files. All go through one process, because loading the configuration takes seconds. */
function lint(cases: Case[]): string[][] {
	const script = join(__dirname, 'lintTexts.mjs');
	const output = execFileSync(process.execPath, [script], { input: JSON.stringify(cases), encoding: 'utf8' });
	return JSON.parse(output) as string[][];
}

describe('imports point down', () => {
	const all = Object.values(CASES).flat();
	let messages: Map<Case, string[]>;
	beforeAll(() => {
		const found = lint(all);
		messages = new Map(all.map((each, index) => [each, found[index] ?? []]));
	});

	it.each(Object.entries(CASES))('%s', (_rule, cases) => {
		expect(cases.map((each) => messages.get(each))).toEqual(
			cases.map(({ complaint }) =>
				complaint === undefined ? [] : [expect.stringContaining(complaint) as string],
			),
		);
	});
});

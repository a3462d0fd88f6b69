// Lints texts as if they stood in files, which need not exist. Jest cannot load ESLint's configuration, so this is a process of its own.
// Input: JSON of [{ file, text }]; output: JSON of the messages of the rule `arrows/imports` for each.
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({
	cwd: root,
	ruleFilter: ({ ruleId }) => ruleId === 'arrows/imports',
	// A text that is no file belongs to no TypeScript project; this rule does without types.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

const messages = [];
for (const { file, text } of await json(process.stdin)) {
	const [result] = await eslint.lintText(text, { filePath: join(root, file) });
	messages.push(result.messages.map(({ message }) => message));
}
process.stdout.write(JSON.stringify(messages));

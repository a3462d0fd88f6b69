import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runFolder } from '../../scripts/n8nHost/paths';

/**
 * Which picture of the browser tests each picture of docs/images is. After a test has taken new ones into `.run/pictures`, and a person has
 * looked at them, `npx tsx test/browser/docPictures.ts [name…]` copies them.
 */
export const DOC_PICTURES: Record<string, string> = {
	'account-check': 'account check',
	'assistant-chat': 'assistant chat',
	'assistant-columns': 'assistant tool columns',
	'column-mapper': 'column-mapper dragged',
	'credential-test': 'credential Longlonglong API works',
	'first-import-input': 'walk/05 Import into the public pool',
	'first-import-columns': 'walk/06 Drag the columns',
	'first-import-check': 'walk/07 Check first',
	'first-import-failed': 'walk/10 Look at what failed',
	'import-failed': 'import failed',
	'import-result': 'import canvas',
	'source-callbacks': 'source-callbacks',
	'source-csv': 'source-csv',
	'source-excel': 'source-excel',
	'source-feishu-1': 'source-feishu-1',
	'source-feishu-2': 'source-feishu-2',
	'source-gb18030': 'source-gb18030',
	'source-google-sheets': 'source-google-sheets',
	'source-hubspot': 'source-hubspot',
	'source-mysql': 'source-mysql',
	'source-other-crm': 'source-other-crm',
	'source-postgres': 'source-postgres',
	'source-salesforce': 'source-salesforce',
	'source-webhook': 'source-webhook',
	'summary-to-chat': 'summary to chat',
	'upload-form-file': 'upload-form-file',
	'upload-form-report': 'upload-form-report',
	'upload-form-result': 'upload-form-result',
	'walk-zh-result': 'walk-zh/08 执行',
};

if (require.main === module) {
	const names = process.argv.slice(2);
	for (const [name, taken] of Object.entries(DOC_PICTURES)) {
		if (names.length > 0 && !names.includes(name)) continue;
		const from = join(runFolder, 'pictures', `${taken}.png`);
		const isTaken = existsSync(from);
		if (isTaken) copyFileSync(from, join(repository, 'docs/images', `${name}.png`));
		process.stdout.write(isTaken ? `${name}\n` : `${name}: no browser test has taken '${taken}'\n`);
	}
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import packageLock from '../../package-lock.json';
import packageJson from '../../package.json';

const changelog = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');

/** The headings of CHANGELOG.md, newest first, with the text of each section. */
function sections(): Array<{ heading: string; text: string }> {
	return changelog
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const [heading = '', ...lines] = section.split('\n');
			return { heading, text: lines.join('\n').trim() };
		});
}

describe('the version of the package', () => {
	it('is the same in package.json and package-lock.json', () => {
		const { version } = packageJson;
		expect([packageLock.version, packageLock.packages[''].version]).toEqual([version, version]);
	});

	it('is the newest one of CHANGELOG.md, with its date and with what users get', () => {
		const [unreleased, newest] = sections();
		expect(unreleased?.heading).toBe('Unreleased');
		expect(newest?.heading).toMatch(
			new RegExp(`^${packageJson.version.replaceAll('.', '\\.')} - \\d{4}-\\d\\d-\\d\\d$`),
		);
		expect(newest?.text).toMatch(/^- /m);
	});
});

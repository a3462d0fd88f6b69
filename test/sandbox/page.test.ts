import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startSandbox } from '../../sandbox';
import { send } from './clients';

const PAGE = path.join(__dirname, '../../sandbox/page');

describe('the page', () => {
	const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => path.extname(name));

	it('is served whole, and is no request to a platform', async () => {
		const sandbox = await startSandbox();
		for (const name of ['', ...files]) expect((await send(`${sandbox.url}/${name}`)).status).toBe(200);
		expect(sandbox.requests.count).toBe(0);
		await sandbox.close();
	});

	it.each(files)('needs no network: %s', (name) => {
		const text = readFileSync(path.join(PAGE, name), 'utf8').replace('http://www.w3.org/2000/svg', '');
		expect(text).not.toMatch(/(src|href|import|from|url\()[^\n]*https?:\/\//);
	});

	it('makes no markup of what came over the wire', () => {
		for (const name of files) {
			expect(readFileSync(path.join(PAGE, name), 'utf8')).not.toMatch(
				/innerHTML|outerHTML|insertAdjacentHTML|eval\(/,
			);
		}
	});
});

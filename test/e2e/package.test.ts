import packageJson from '../../package.json';
import { packageName } from '../../scripts/n8nHost/paths';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});

/** `dist/nodes/x/LonglonglongCustomer.node.js` → `longlonglongCustomer`. */
function nodeName(file: string): string {
	const base = file.split('/').pop()?.replace('.node.js', '') ?? '';
	return base.charAt(0).toLowerCase() + base.slice(1);
}

describe('the packed package in n8n', () => {
	it('offers each node of package.json under its own name, with icons that n8n serves', async () => {
		const loaded = (await stage.driver.nodeTypes()).filter(({ name }) => name.startsWith(`${packageName}.`));
		const names = loaded.map(({ name }) => name.slice(packageName.length + 1));
		const files: string[] = packageJson.n8n.nodes;
		const own = names.filter((name) => !name.endsWith('Tool'));
		expect(own.sort()).toEqual(files.map(nodeName).sort());
		for (const { iconUrl } of loaded) {
			const addresses = typeof iconUrl === 'string' ? [iconUrl] : [iconUrl?.light, iconUrl?.dark];
			for (const address of addresses) {
				const response = await fetch(`${stage.driver.rest.url}/${address}`);
				expect([address, response.status]).toEqual([address, 200]);
			}
		}
	});

	it('is loaded without a word in the log', () => {
		const [starting = ''] = stage.log().split('Editor is now accessible');
		const words = /longlonglong|nxlink|failed to load|could not load/i;
		expect(starting.split('\n').filter((line) => words.test(line))).toEqual([]);
	});
});

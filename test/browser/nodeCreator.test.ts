import { chain, openStage } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open(stage.driver.rest);
	const { id } = await stage.driver.createWorkflow(chain('A new workflow', []));
	await editor.showWorkflow(id);
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});

/** n8n leaves the word "Trigger" out here. */
const LONGLONGLONG = ['Longlonglong Customer', 'Longlonglong Task Number', 'Longlonglong'];

const searches: Array<[words: string, nodes: string[]]> = [
	['longlonglong', LONGLONGLONG],
	['nxlink', ['Nxlink Customer']],
	['AI call', LONGLONGLONG],
	['公海', ['Longlonglong Customer']],
	['呼叫任务', ['Longlonglong Task Number']],
	['牛信云', ['Nxlink Customer']],
];

describe('the search of the node creator', () => {
	it.each(searches)('finds for %s: %s', async (words, nodes) => {
		const found = await editor.searchNodes(words, nodes[0] ?? '');
		await editor.picture(`node-creator ${words}`);
		expect(found).toEqual(expect.arrayContaining(nodes));
	});
});

import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { basename, join } from 'node:path';
import packageJson from '../../package.json';
import { repository } from '../../scripts/n8nHost/paths';
import { chain, openStage, ours, reference } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

/** The descriptions of the package's nodes, from their sources. */
const nodes = packageJson.n8n.nodes.map((file): INodeTypeDescription => {
	const source = join(repository, file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const loaded = jest.requireActual<Record<string, new () => INodeType>>(source);
	const NodeClass = loaded[basename(source, '.node')];
	if (!NodeClass) throw new Error(`${file} does not export its class.`);
	return new NodeClass().description;
});

interface Choice {
	name: string;
	value: string;
}

function choices(property: INodeProperties | undefined): Choice[] {
	const options = property?.options ?? [];
	return options.flatMap((option) =>
		'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
	);
}

interface Panel {
	/** Unique: what the node is called on the canvas. */
	name: string;
	node: string;
	resource?: Choice;
	operation?: Choice;
}

/** One for each operation of each node; a node without operations, such as a trigger, has one panel. */
function panelsOf({ displayName, name: node, properties }: INodeTypeDescription): Panel[] {
	const resources = choices(properties.find(({ name }) => name === 'resource'));
	if (resources.length === 0) return [{ name: displayName, node }];
	return resources.flatMap((resource) => {
		const property = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
		);
		return choices(property).map((operation) => {
			return { name: `${displayName} - ${resource.name} - ${operation.name}`, node, resource, operation };
		});
	});
}

const panels = nodes.flatMap(panelsOf);

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open(stage.driver.rest);
	// Tall enough for the whole of each panel.
	await editor.page.setViewportSize({ width: 1440, height: 1800 });
	const steps = panels.map(({ name, node, resource, operation }) => {
		const credentials = reference(stage.credentialFor(node));
		const parameters = { resource: resource?.value, operation: operation?.value };
		return { name, type: ours(node), parameters, more: { credentials } };
	});
	const workflow = chain('Every operation', steps);
	workflow.nodes.forEach((node, index) => (node.position = [(index % 6) * 220, Math.floor(index / 6) * 180]));
	const { id } = await stage.driver.createWorkflow({ ...workflow, connections: {} });
	await editor.showWorkflow(id);
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});

describe('the panel of', () => {
	it.each(panels)('$name opens and loads what it offers', async ({ name, resource, operation }) => {
		const panel = await editor.openNode(name);
		if (resource && operation) {
			expect(await panel.chosen('resource')).toBe(resource.name);
			expect(await panel.chosen('operation')).toBe(operation.name);
		}
		await panel.loaded();
		await editor.picture(`panel ${name}`, panel.parameters);
		expect(await panel.parameters.innerText()).not.toMatch(
			/undefined|\[object|Error fetching|could not be loaded/i,
		);
		await panel.close();
	});
});

import { LoadOptionsContext } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type {
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { createEnvironment, withExpressions, type TestNode } from './environment';

type Methods = NonNullable<INodeType['methods']>;
type Kind = 'loadOptions' | 'listSearch' | 'resourceMapping';
type Method<K extends Kind> = NonNullable<Methods[K]>[string];

/** The choices of a resource locator's list, as the editor asks for them when it is opened, searched or scrolled. */
export async function listSearch(
	node: TestNode,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await call(node, 'listSearch', method, async (search, context) => {
		const found = await search.call(context, filter, paginationToken);
		const token = found.paginationToken as unknown;
		return typeof token === 'number' ? { ...found, paginationToken: String(token) } : found;
	});
}

/** The columns that a resource mapper offers; the server shows each id once. */
export async function resourceMapping(node: TestNode, method: string): Promise<ResourceMapperFields> {
	return await call(node, 'resourceMapping', method, async (load, context) => {
		const found = await load.call(context);
		const unique = new Map([...found.fields].reverse().map((field) => [field.id, field]));
		return { ...found, fields: found.fields.filter((field) => unique.get(field.id) === field) };
	});
}

/** The choices of a drop-down. */
export async function loadOptions(node: TestNode, method: string): Promise<INodePropertyOptions[]> {
	return await call(node, 'loadOptions', method, async (load, context) => await load.call(context));
}

async function call<K extends Kind, T>(
	node: TestNode,
	kind: K,
	name: string,
	work: (method: Method<K>, context: LoadOptionsContext) => Promise<T>,
): Promise<T> {
	const { workflow, additionalData, nodes } = createEnvironment([{ ...node, name: 'Temp-Node' }]);
	const tempNode = workflow.getNode('Temp-Node');
	if (!tempNode) throw new Error(`There is no node among ${nodes.length}`);
	const type = NodeHelpers.getVersionedNodeType(node.type, tempNode.typeVersion);
	const method = type.methods?.[kind]?.[name] as Method<K> | undefined;
	if (!method) throw new Error(`Node type "${tempNode.type}" has no ${kind} method named "${name}"`);
	additionalData.currentNodeParameters = tempNode.parameters;
	const context = new LoadOptionsContext(workflow, tempNode, additionalData, '');
	return await withExpressions(workflow, async () => await work(method, context));
}

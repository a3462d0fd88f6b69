import type { IDataObject, INode, INodeCredentials, INodeParameters } from 'n8n-workflow';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import { packageName } from '../../scripts/n8nHost/paths';

/** The type of one of the package's nodes, as a workflow names it. */
export const ours = (node: string) => `${packageName}.${node}`;

/** How a node names its credential. */
export function reference({ id, name, type }: StoredCredential): INodeCredentials {
	return { [type]: { id, name } };
}

/** One node of a workflow: its name, type and parameters. */
export interface ChainNode {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: INodeParameters;
	more?: Partial<INode>;
}

/** A workflow of nodes in a row; each feeds the next by its first output. */
export function connected(name: string, steps: readonly ChainNode[]): WorkflowFile {
	const nodes = steps.map(({ name, type, typeVersion = 1, parameters = {}, more }, index) => {
		return {
			id: `node-${index}`,
			name,
			type,
			typeVersion,
			parameters,
			position: [index * 220, 0],
			...more,
		} as INode;
	});
	const connections = Object.fromEntries(
		steps.slice(1).map(({ name: to }, index) => {
			return [steps[index]?.name, { main: [[{ node: to, type: 'main' as const, index: 0 }]] }];
		}),
	);
	return { name, nodes, connections };
}

/** Nodes in a row behind the manual trigger 'Start'. */
export function chain(name: string, steps: readonly ChainNode[]): WorkflowFile {
	return connected(name, [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...steps]);
}

/** A node that gives these rows, one item each. */
export function rowsNode(rows: readonly IDataObject[]): ChainNode {
	return {
		name: 'Rows',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: `return ${JSON.stringify(rows)}.map((json) => ({ json }));` },
	};
}

import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { basename, join } from 'node:path';

import packageJson from '../package.json';

/** What package.json lists, out of the source: a test that takes nodes and credentials from here knows of each that is added. */

const ROOT = join(__dirname, '..');

/** Makes what the file exports that package.json names. */
function made<Part>(file: string): Part {
	const source = join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, ''));
	const exported = jest.requireActual<Record<string, new () => Part>>(source);
	const [name = ''] = basename(file).split('.');
	const Class = exported[name];
	if (!Class) throw new Error(`${file} has no class ${name}.`);
	return new Class();
}

export const packageNodes = (): INodeType[] =>
	packageJson.n8n.nodes.map((file: string) => made<INodeType>(file));

export const packageCredentials = (): ICredentialType[] =>
	packageJson.n8n.credentials.map((file: string) => made<ICredentialType>(file));

/** An operation of a node, as its panel names it. */
export interface OperationChoice {
	node: string;
	resource: unknown;
	operation: unknown;
}

/** All operations of a node. */
export function operationsOf({ description: { name: node, properties } }: INodeType): OperationChoice[] {
	const selectors = properties.filter(({ name }) => name === 'operation');
	return selectors.flatMap(({ displayOptions, options = [] }) =>
		(displayOptions?.show?.resource ?? []).flatMap((resource) =>
			(options as INodePropertyOptions[]).map(({ value: operation }) => ({ node, resource, operation })),
		),
	);
}

/** The operations of a node that show such a parameter. A parameter that is always shown belongs to no operation in particular. */
export function operationsWith(
	{ description }: INodeType,
	isSuch: (property: INodeProperties) => boolean,
): OperationChoice[] {
	return description.properties.filter(isSuch).flatMap(({ displayOptions }) => {
		const { resource: resources = ['any'], operation: operations = ['any'] } = displayOptions?.show ?? {};
		return resources.flatMap((resource) =>
			operations.map((operation) => ({ node: description.name, resource, operation })),
		);
	});
}

/** Whether a parameter is the column mapping that every import has. */
export const isColumnMapping = ({ type }: INodeProperties): boolean => type === 'resourceMapper';

/** The folders under nodes/ that hold the nodes of one platform each. */
export const packageWings = (): string[] => [
	...new Set(packageJson.n8n.nodes.map((file: string) => file.split('/')[2] ?? '')),
];

/** What a file of a wing exports. @param path from the wing's folder, without its ending */
export function wingFile(wing: string, path: string): Record<string, unknown> {
	return jest.requireActual<Record<string, unknown>>(join(ROOT, 'nodes', wing, path));
}

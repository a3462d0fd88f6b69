import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const PANEL_TYPES = new Set(['INodeProperties', 'ResourceMapperField']);

/** Whether a type is one of a panel's descriptions, or a list of them. */
function isPanelType(type) {
	if (type?.type === 'TSArrayType') return isPanelType(type.elementType);
	return type?.type === 'TSTypeReference' && PANEL_TYPES.has(type.typeName.name);
}

/**
 * Leaves out what only describes a panel: a constant of a type that n8n has for panels, and what a function of one expression returns as such.
 * These are texts and option lists; test/unit/publicNames.test.ts holds the names in them. Functions with a body of their own are kept.
 */
export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'panels', {
		shouldIgnore({ node }) {
			const isConstant =
				node.type === 'VariableDeclarator' && isPanelType(node.id.typeAnnotation?.typeAnnotation);
			const isShortFunction =
				node.type === 'ArrowFunctionExpression' &&
				node.body.type === 'ObjectExpression' &&
				isPanelType(node.returnType?.typeAnnotation);
			return isConstant || isShortFunction ? 'It describes a panel.' : undefined;
		},
	}),
];

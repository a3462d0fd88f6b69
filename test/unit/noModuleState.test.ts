import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const repository = join(__dirname, '../..');

/** What only reads of a collection are called; anything else on a module's own Map, Set or array changes it. */
const CHANGING_METHODS = new Set([
	...['set', 'add', 'delete', 'clear'],
	...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
]);

/** What is made anew by every call of a function, and so holds nothing between executions. */
const isFunction = (node: ts.Node) => ts.isFunctionLike(node) || ts.isClassLike(node);

function sourceFiles(folder: string): string[] {
	return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.ts$/.test(file))
		.map((file) => join(repository, folder, file));
}

/** The names that the top level of a module declares with `let` or `var`, and all that it declares. */
function declaredNames(file: ts.SourceFile): { all: Set<string>; variable: string[] } {
	const all = new Set<string>();
	const variable: string[] = [];
	for (const statement of file.statements) {
		if (!ts.isVariableStatement(statement)) continue;
		const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
		for (const { name } of statement.declarationList.declarations) {
			const names = ts.isIdentifier(name)
				? [name.text]
				: name.elements.flatMap((element) =>
						ts.isBindingElement(element) && ts.isIdentifier(element.name) ? [element.name.text] : [],
					);
			for (const text of names) all.add(text);
			if (!isConst) variable.push(...names);
		}
	}
	return { all, variable };
}

/** The module-level name that an expression such as `cache.entries[0]` begins with. */
function rootName(expression: ts.Expression): string | undefined {
	let root = expression;
	while (
		ts.isPropertyAccessExpression(root) ||
		ts.isElementAccessExpression(root) ||
		ts.isNonNullExpression(root)
	) {
		root = root.expression;
	}
	return ts.isIdentifier(root) ? root.text : undefined;
}

/** What a node of the syntax tree changes: the target of an assignment, `++`, `delete`, `Object.assign`, `.push()` … */
function changedExpression(node: ts.Node): ts.Expression | undefined {
	if (ts.isBinaryExpression(node)) {
		const { kind } = node.operatorToken;
		return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
			? node.left
			: undefined;
	}
	if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
		const changes =
			node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
		return changes ? node.operand : undefined;
	}
	if (ts.isDeleteExpression(node)) return node.expression;
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
	const { name, expression } = node.expression;
	if (name.text === 'assign' && expression.getText() === 'Object') return node.arguments[0];
	return CHANGING_METHODS.has(name.text) ? expression : undefined;
}

/** Whether a function between a node and the module's top level declares the name for itself. */
function isShadowed(name: string, node: ts.Node): boolean {
	const declares = (scope: ts.Node): boolean => {
		let found = false;
		const look = (child: ts.Node): void => {
			const declared =
				(ts.isVariableDeclaration(child) || ts.isParameter(child) || ts.isBindingElement(child)) &&
				ts.isIdentifier(child.name) &&
				child.name.text === name;
			if (declared) found = true;
			else ts.forEachChild(child, look);
		};
		ts.forEachChild(scope, look);
		return found;
	};
	for (let scope = node.parent; scope && !ts.isSourceFile(scope); scope = scope.parent) {
		if (isFunction(scope) && declares(scope)) return true;
	}
	return false;
}

/** Where a module keeps something that one execution could change for another, one line for each place. */
function moduleState(path: string, text: string): string[] {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
	const { all, variable } = declaredNames(file);
	const places = variable.map((name) => `${path}: '${name}' is no constant`);
	const look = (node: ts.Node): void => {
		const changed = changedExpression(node);
		const name = changed && rootName(changed);
		if (name !== undefined && all.has(name) && !isShadowed(name, node)) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart());
			places.push(`${path}:${line + 1}: '${name}' is changed`);
		}
		if (ts.isPropertyDeclaration(node) && node.modifiers?.some(isStaticModifier) && !isReadonly(node)) {
			places.push(`${path}: the static '${node.name.getText()}' is no constant`);
		}
		ts.forEachChild(node, look);
	};
	look(file);
	return places;
}

const isStaticModifier = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.StaticKeyword;
const isReadonly = (node: ts.PropertyDeclaration) =>
	node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false;

describe('no state in the process, so that any worker may run any execution', () => {
	const files = ['nodes', 'credentials'].flatMap(sourceFiles);

	it('has files to look at', () => {
		expect(files.length).toBeGreaterThan(40);
	});

	it.each(files.map((file) => relative(repository, file)))('%s keeps nothing between executions', (path) => {
		expect(moduleState(path, readFileSync(join(repository, path), 'utf8'))).toEqual([]);
	});

	it.each([
		['a variable', 'let tries = 0;'],
		['a cache', 'const cache = new Map(); export function get(key) { cache.set(key, 1); }'],
		['a list that grows', 'const seen = []; export const note = (row) => seen.push(row);'],
		['a counter in an object', 'const pace = { pauses: 0 }; export function slow() { pace.pauses++; }'],
		['a table that is written to', 'const table = {}; export function put(key) { table[key] = 1; }'],
		['a static', 'class Node { static pace = 1; }'],
	])('would notice %s', (_what, text) => {
		expect(moduleState('probe.ts', text)).toHaveLength(1);
	});

	it.each([
		['a constant table', 'const table = new Map([[1, 2]]); export const get = (key) => table.get(key);'],
		[
			'a local of the same name',
			'const rows = []; export function read() { const rows = []; rows.push(1); }',
		],
	])('lets %s be', (_what, text) => {
		expect(moduleState('probe.ts', text)).toEqual([]);
	});
});

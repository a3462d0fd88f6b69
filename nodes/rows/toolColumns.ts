import type { INode, ResourceMapperField } from 'n8n-workflow';

import { isTool } from './tool';

/** n8n cuts a parameter's name for a model to this length. */
const MAX_KEY = 63;
/** Characters of a column's ID that name it where its label cannot. */
const ID_LENGTH = 8;

/** The words of a text that n8n keeps in a parameter's name, where it writes `_` for everything but ASCII letters, digits and dashes. */
function plainWords(text: string): string {
	return text.replace(/[^A-Za-z0-9-]+/g, ' ').replace(/^[ -]+|[ -]+$/g, '');
}

/** The words of a label, without what stands in brackets in another script. */
function labelWords(label: string): string {
	return plainWords(label.replace(/\([^)]*[^\x20-\x7e][^)]*\)/g, ' '));
}

/** The end of an ID of several parts, such as `component:280f5b43-…`; short, if it is one that nobody can read. */
function idWords(id: string): string {
	const words = plainWords(id.slice(id.lastIndexOf(':') + 1));
	return /^[0-9a-f-]{20,}$/i.test(words) ? words.slice(0, ID_LENGTH) : words;
}

/** What a column takes, as far as a name can say it: the choices with their codes, or the form. */
function formWords({ type, options = [] }: ResourceMapperField): string {
	if (type === 'dateTime') return 'yyyy-MM-dd';
	if (type === 'array' || type === 'object') return 'as JSON';
	return options
		.map(({ name, value }) => [plainWords(String(value)), labelWords(name).replaceAll(' ', '-')])
		.map(([value, name]) => (name === '' || name === value ? value : `${value}-${name}`))
		.join(' ');
}

/** The name of a column for a model, which no other column has. */
function freeName(column: ResourceMapperField, taken: ReadonlySet<string>): string {
	const label = labelWords(column.displayName);
	const id = idWords(column.id);
	const words = /[A-Za-z]/.test(label) ? label : `Field ${id}`;
	const form = formWords(column);
	const described = form !== '' && !/\b(?:JSON|yyyy)\b/.test(words) ? `${words} ${form}` : words;
	const names = [described, words, `${words} ${id}`].map((name) => name.slice(0, MAX_KEY).trim());
	const whole = plainWords(column.id).slice(-MAX_KEY);
	const fits = described.length <= MAX_KEY ? names : names.slice(1);
	return [...fits, whole].find((name) => !taken.has(name.toLowerCase())) ?? whole;
}

/**
 * The columns of a mapper as the panel of an AI agent's tool shows them. n8n makes the name of a model's parameter out of a column's
 * display name, and offers no place for a description: so the display name is one that n8n can keep as it is, it is unique, and says which
 * codes or which form the column takes. Choices become text, because n8n lets a model fill no list.
 *
 * A label in another script follows in brackets, for the person in front of the panel: 姓名 alone would become `__`, as 数字 would.
 */
export function columnsFor(node: INode, columns: ResourceMapperField[]): ResourceMapperField[] {
	if (!isTool(node)) return columns;
	const taken = new Set<string>();
	return columns.map((column) => {
		const { options, ...rest } = column;
		const name = freeName(column, taken);
		taken.add(name.toLowerCase());
		const isNamedById = !/[A-Za-z]/.test(labelWords(column.displayName.replace(column.id, '')));
		const label = column.displayName.replace(`(${column.id})`, '').trim();
		return {
			...rest,
			displayName: isNamedById ? `${name} (${label})` : name,
			type: options ? 'string' : column.type,
		};
	});
}

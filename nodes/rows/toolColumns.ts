import type { INode, ResourceMapperField } from 'n8n-workflow';

import { isTool } from './tool';

/** n8n cuts the names of a model's parameters to this length. */
const MAX_KEY_LENGTH = 63;
/** Number of characters of a column's ID that are used as its name when its label cannot be used. */
const ID_LENGTH = 8;

/** The words of a text that n8n keeps in a parameter's name. It replaces all characters but ASCII letters, digits and dashes by `_`. */
function plainWords(text: string): string {
	return text.replace(/[^A-Za-z0-9-]+/g, ' ').replace(/^[ -]+|[ -]+$/g, '');
}

/** The words of a label, without brackets that contain another script. */
function labelWords(label: string): string {
	return plainWords(label.replace(/\([^)]*[^\x20-\x7e][^)]*\)/g, ' '));
}

/** The words of the last part of an ID such as `component:280f5b43-…`. A long hexadecimal ID is cut. */
function idWords(id: string): string {
	const words = plainWords(id.slice(id.lastIndexOf(':') + 1));
	return /^[0-9a-f-]{20,}$/i.test(words) ? words.slice(0, ID_LENGTH) : words;
}

/** The values that a column takes, in words for its name: the choices with their codes, or the format. */
function formWords({ type, options = [] }: ResourceMapperField): string {
	if (type === 'dateTime') return 'yyyy-MM-dd';
	if (type === 'array' || type === 'object') return 'as JSON';
	return options
		.map(({ name, value }) => [plainWords(String(value)), labelWords(name).replaceAll(' ', '-')])
		.map(([value, name]) => (name === '' || name === value ? value : `${value}-${name}`))
		.join(' ');
}

/** A unique name of a column for a model. */
function freeName(column: ResourceMapperField, taken: ReadonlySet<string>): string {
	const label = labelWords(column.displayName);
	const id = idWords(column.id);
	const words = /[A-Za-z]/.test(label) ? label : `Field ${id}`;
	const form = formWords(column);
	const described = form !== '' && !/\b(?:JSON|yyyy)\b/.test(words) ? `${words} ${form}` : words;
	const names = [described, words, `${words} ${id}`].map((name) => name.slice(0, MAX_KEY_LENGTH).trim());
	const whole = plainWords(column.id).slice(-MAX_KEY_LENGTH);
	const fits = described.length <= MAX_KEY_LENGTH ? names : names.slice(1);
	return [...fits, whole].find((name) => !taken.has(name.toLowerCase())) ?? whole;
}

/**
 * Adapts the columns of a mapper to the panel of an AI agent's tool. n8n makes the name of a model's parameter from the display name of a
 * column, and has no description for it. So the display name is unique, contains only characters that n8n keeps, and states the codes or
 * the format that the column takes. Choices become text, because n8n does not let a model fill a list.
 *
 * A label in another script, such as 姓名, is added in brackets for the user. Alone it would become `__`, like any other such label.
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

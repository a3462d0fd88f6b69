import type { IDataObject } from 'n8n-workflow';

const RENAMED_PREFIX = 'input_';

/** Whether a value is a list, or an object that was written as `{ … }` or came from JSON, in whichever realm it was made. */
function isPlain(value: object): boolean {
	if (Array.isArray(value)) return true;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Copies lists and plain objects at any depth. Other objects, such as dates, are passed on. */
function deepCopyOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
	if (Array.isArray(value)) return value.map(deepCopyOf);
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, deepCopyOf(entry)]));
}

/** A copy of one column's value. What contains itself, or is too deep to be copied, is passed on: an import must not end over it. */
function copyOf<T>(value: T): T {
	try {
		return deepCopyOf(value) as T;
	} catch {
		return value;
	}
}

function freeName(name: string, taken: IDataObject, reserved: ReadonlySet<string>): string {
	let free = name;
	while (reserved.has(free) || (free !== name && Object.hasOwn(taken, free))) free = RENAMED_PREFIX + free;
	return free;
}

/** Sets an own property, whatever its name. */
function setOwn(json: IDataObject, name: string, value: IDataObject[string]): void {
	if (name !== '__proto__') json[name] = value;
	else Object.defineProperty(json, name, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Adds the columns of a row to an item: all of them in their order with their values, lists and objects as copies, so that a node behind
 * this one can change an item without changing the input. A column with a reserved name gets `input_` in front, again until the name is
 * free. (Properties are added one by one, because V8 takes ten times as long when an object made by spreading grows.)
 */
export function addColumns(json: IDataObject, row: IDataObject, reserved: ReadonlySet<string>): void {
	for (const name of Object.keys(row)) {
		const value = row[name];
		const own = reserved.has(name) ? freeName(name, row, reserved) : name;
		setOwn(json, own, typeof value === 'object' ? copyOf(value) : value);
	}
}

import type { IDataObject } from 'n8n-workflow';

const RENAMED_PREFIX = 'input_';

/** Whether an object is a list or a plain object, which also holds for one that was created in another JavaScript realm. */
function isPlain(value: object): boolean {
	if (Array.isArray(value)) return true;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Copies lists and plain objects at any depth. Other objects, such as dates, are not copied. */
function deepCopyOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
	if (Array.isArray(value)) return value.map(deepCopyOf);
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, deepCopyOf(entry)]));
}

/** Copies the value of a column. A value that contains itself, or is nested too deeply, is returned as it is instead of ending the import. */
function copyOf<T>(value: T): T {
	try {
		return deepCopyOf(value) as T;
	} catch {
		return value;
	}
}

/** Adds the prefix `input_` to a reserved name until it is free. */
function freeName(name: string, taken: IDataObject, reserved: ReadonlySet<string>): string {
	let free = name;
	while (reserved.has(free) || (free !== name && Object.hasOwn(taken, free))) free = RENAMED_PREFIX + free;
	return free;
}

/** Sets an own property of any name, including `__proto__`. */
function setOwn(json: IDataObject, name: string, value: IDataObject[string]): void {
	if (name !== '__proto__') json[name] = value;
	else Object.defineProperty(json, name, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Adds the columns of a row to an item, in their order. Lists and objects are copied, so that a later node can change an item without
 * changing the input. A column with a reserved name gets the prefix `input_`, repeated until the name is free. (Properties are added one
 * by one, because V8 takes ten times as long to add properties to an object that was made by spreading.)
 */
export function addColumns(json: IDataObject, row: IDataObject, reserved: ReadonlySet<string>): void {
	for (const name of Object.keys(row)) {
		const value = row[name];
		const own = reserved.has(name) ? freeName(name, row, reserved) : name;
		setOwn(json, own, typeof value === 'object' ? copyOf(value) : value);
	}
}

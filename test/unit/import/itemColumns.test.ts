import type { IDataObject } from 'n8n-workflow';

import { addColumns } from '../../../nodes/import/itemColumns';

/** An item to which the columns of a row were added. */
function withColumns(row: object, reserved: string[] = []): IDataObject {
	const json: IDataObject = {};
	addColumns(json, row as IDataObject, new Set(reserved));
	return json;
}

describe('the columns of a row in its item', () => {
	it('keep their order, their names and their values', () => {
		const row = { b: 1, a: 'x', c: null, d: undefined, e: false };
		expect(Object.entries(withColumns(row))).toEqual(Object.entries(row));
	});

	it('get input_ in front where the outcome has the name, again until it is free', () => {
		const row = { status: 1, input_status: 2, reason: 3, input_batch: 4 };
		expect(withColumns(row, ['status', 'reason', 'input_reason'])).toEqual({
			input_input_status: 1,
			input_status: 2,
			input_input_reason: 3,
			input_batch: 4,
		});
	});

	it('may have the name __proto__, and can be changed like any other', () => {
		const json = withColumns(JSON.parse('{"__proto__":{"a":1}}') as object);
		expect(Object.getOwnPropertyDescriptor(json, '__proto__')).toEqual({
			...{ value: { a: 1 }, enumerable: true, configurable: true, writable: true },
		});
		expect(Object.getOwnPropertyDescriptor(withColumns({ a: 1 }), 'a')).toMatchObject({ value: 1 });
	});

	it('are copies: changing an item changes no input', () => {
		const bare = Object.assign(Object.create(null) as object, { list: [1] });
		const row = { list: [{ a: [1] }], object: { deep: { a: 1 } }, bare };
		const json = withColumns(row);
		expect(json).toEqual(row);
		expect(json.list).not.toBe(row.list);
		expect((json.list as object[])[0]).not.toBe(row.list[0]);
		expect((json.object as IDataObject).deep).not.toBe(row.object.deep);
		expect(json.bare).not.toBe(bare);
		expect((json.bare as typeof bare & { list: number[] }).list).not.toBe((bare as { list: number[] }).list);
	});

	it('are passed on where they cannot be copied: dates, what contains itself, and what is too deep', () => {
		const inItself: IDataObject = {};
		inItself.self = inItself;
		let deep: unknown = 'x';
		for (let depth = 0; depth < 100_000; depth++) deep = [deep];
		const row = { date: new Date(0), inItself, deep, work: () => 1 };
		const json = withColumns(row) as unknown as typeof row;
		expect(json.date).toBe(row.date);
		expect(json.inItself).toBe(inItself);
		expect(json.deep === deep).toBe(true);
		expect(json.work).toBe(row.work);
	});
});

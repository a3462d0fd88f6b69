import type { IDataObject } from 'n8n-workflow';
import { resourceMapping } from '../harness';
import { bodyOf, contacts, importNode, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

/** What the editor stores after it has loaded the columns. */
async function schemaOf(operation: ImportOperation) {
	const { fields } = await resourceMapping(importNode(operation, sandbox.current), operation.columnsMethod);
	return fields;
}

async function withoutUndefined(value: IDataObject): Promise<IDataObject> {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}

describe.each(OPERATIONS)('$name', (operation) => {
	const { row, wire, options, head } = operation.everything;
	const input = Object.fromEntries(Object.values(row).map((value, index) => [`column ${index}`, value]));
	const expressions = Object.fromEntries(
		Object.keys(row).map((id, index) => [id, `={{ $json["column ${index}"] }}`]),
	);

	it('offers every field of the manual’s page and the account’s own, with types and choices', async () => {
		const schema = await schemaOf(operation);
		expect(schema.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(row)));
		const required = schema.filter((field) => field.required).map(({ id }) => id);
		expect(required).toEqual(operation.required);
		const typed = Object.fromEntries(schema.map(({ id, type }) => [id, type]));
		expect(typed).toMatchObject(operation.types);
		if (!operation.choices) return;
		const { column, choice } = operation.choices;
		expect(schema.find(({ id }) => id === column)?.options).toContainEqual(choice);
	});

	it('offers the platform’s own columns also before a credential is chosen', async () => {
		const node = { ...importNode(operation, sandbox.current), credentials: {} };
		const { fields } = await resourceMapping(node, operation.columnsMethod);
		expect(fields.map(({ id }) => id)).toContain(operation.phone);
		expect(fields.filter(({ id }) => operation.accountFields?.test(id))).toEqual([]);
	});

	it('mapped column by column, everything goes out as the platform wants it', async () => {
		const schema = await schemaOf(operation);
		const mapping = { mappingMode: 'defineBelow', value: expressions, matchingColumns: [], schema };
		const result = await runImport(operation, sandbox.current, {
			...{ rows: [input], mapping, options: { ...options, outputFields: 'sent' } },
		});
		const [request] = result.requests;
		expect(request && bodyOf(request)).toEqual(await withoutUndefined({ ...head, [operation.list]: [wire] }));
		expect(result.success).toMatchObject([await withoutUndefined(wire)]);
	});

	it('mapped automatically, the same goes out for input with the platform’s names', async () => {
		const schema = await schemaOf(operation);
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
		const result = await runImport(operation, sandbox.current, {
			rows: [{ ...row, 'not of the platform': 1 }],
			mapping,
			options,
		});
		expect(result.sent).toEqual([[await withoutUndefined(wire)]]);
		expect(result.hints.at(-1)?.message).toMatch(/left out: not of the platform\. To send them/);
	});

	it('mapped automatically, names may be written as people and spreadsheets write them', async () => {
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
		const rows = [{ '\uFEFF手机': '13800000001', ' 客户姓名 ': '王芳' }];
		const { sent } = await runImport(operation, sandbox.current, { rows, mapping });
		expect(sent).toMatchObject([[{ [operation.phone]: '13800000001', [operation.person]: '王芳' }]]);
	});

	it('a switch may come as text', async () => {
		const rows = [...contacts(1), ...contacts(1)];
		const off = await runImport(operation, sandbox.current, {
			rows,
			options: { skipDuplicates: '={{ "false" }}' },
		});
		expect(off.sent[0]).toHaveLength(2);
		const on = await runImport(operation, sandbox.current, {
			rows,
			options: { skipDuplicates: '={{ "true" }}' },
		});
		expect(on.failed.filter(({ status }) => status === 'duplicate')).toHaveLength(1);
		const { error } = await runImport(operation, sandbox.current, {
			rows,
			options: { skipDuplicates: '={{ "yes" }}' },
		});
		expect(error?.message).toBe('\'Skip Duplicates\' must be true or false, not "yes"');
	});

	it('mapped by one expression for all columns, too', async () => {
		const mapping = { mappingMode: 'defineBelow', value: '={{ $json.all }}', matchingColumns: [] };
		// Without the editor's list of columns nobody knows the type of a custom field.
		const own = (all: IDataObject): IDataObject =>
			Object.fromEntries(Object.entries(all).filter(([id]) => !operation.needsSchema.includes(id)));
		const rows = [{ all: own(row) }, { all: { ...own(row), [operation.phone]: '13012121212' } }];
		const { sent } = await runImport(operation, sandbox.current, { rows, mapping, options });
		expect(sent[0]).toHaveLength(2);
		const { sentWithoutSchema } = operation;
		expect(sent[0]?.[0]).toEqual({ ...own(await withoutUndefined(wire)), ...sentWithoutSchema });
	});

	it('leaves out what is not set, but for what the platform demands', async () => {
		const { requests } = await runImport(operation, sandbox.current, { rows: contacts(1) });
		expect(requests.map(bodyOf)).toEqual([operation.least]);
	});

	it('a column that the mapping names and nobody knows ends the node before anything is sent', async () => {
		const columns = { telephone: '={{ $json.mobile }}' };
		const { error, requests } = await runImport(operation, sandbox.current, { rows: contacts(1), columns });
		expect(error?.message).toBe("The column 'telephone' of 'Columns' is not known");
		expect(error?.description).toContain(operation.phone);
		expect(requests).toEqual([]);
	});

	it('but one that only some rows name makes these rows invalid', async () => {
		const rows = contacts(4).map(({ mobile, person }, index) => ({
			all: { [operation.phone]: mobile, [operation.person]: person, ...(index === 2 && { telephone: 1 }) },
		}));
		const mapping = { mappingMode: 'defineBelow', value: '={{ $json.all }}', matchingColumns: [] };
		const { failed, success } = await runImport(operation, sandbox.current, {
			rows,
			mapping,
			options: { batchSize: 1 },
		});
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'unknownColumn' }]);
		expect(success).toHaveLength(3);
	});
});

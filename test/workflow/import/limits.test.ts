import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { resourceMapping } from '../harness';
import { contacts, importNode, phoneOf, runImport, storedPhones, useSandbox } from './importing';
import type { BadRow } from './records/testedImport';
import { OPERATIONS } from './testedImports';
import type { ImportOperation } from './testedImports';

const sandbox = useSandbox();

/** Imports three rows of which the second has these values in these columns; gives what became of that one. */
async function importBetweenNeighbours(
	operation: ImportOperation,
	values: IDataObject,
	options: IDataObject = {},
) {
	const rows = contacts(3);
	const column = (id: string) => ({ [operation.phone]: 'mobile', [operation.person]: 'person' })[id] ?? id;
	for (const [id, value] of Object.entries(values)) Object.assign(rows[1] ?? {}, { [column(id)]: value });
	const columns = Object.fromEntries(Object.keys(values).map((id) => [id, `={{ $json["${column(id)}"] }}`]));
	const result = await runImport(operation, sandbox.current, { rows, columns, options });
	return {
		...result,
		own: [...result.success, ...result.failed].find((row) => row.status !== operation.success),
	};
}

/** Rows that no platform takes. */
function badRows({ phone, person, uncleanPhoneReason = 'notAPhone', badRows }: ImportOperation): BadRow[] {
	return [
		['a list where text belongs', { [person]: ['a'] }, 'wrongType', /must be text/],
		['an object for a phone', { [phone]: { number: 1 } }, 'wrongType', /must be text/],
		['letters in a phone', { [phone]: '1380013x000' }, uncleanPhoneReason, /letters/],
		['a date for a phone', { [phone]: '2026-03-01T00:00:00Z' }, uncleanPhoneReason, /letters/],
		...badRows,
	];
}

const cases = OPERATIONS.flatMap((operation) => badRows(operation).map((bad) => ({ operation, bad })));

describe('a row that the platform would not take is refused here, and its neighbours go', () => {
	it.each(cases)('$operation.name: $bad.0', async ({ operation, bad: [, values, reasonCode, reason] }) => {
		const { own, sent, success } = await importBetweenNeighbours(operation, values);
		expect(own).toMatchObject({ status: 'invalid', reasonCode });
		expect(own?.reason).toMatch(reason);
		expect(own).not.toHaveProperty('batch');
		expect(own).not.toHaveProperty('error');
		expect(sent.map((rows) => rows.length)).toEqual([2]);
		expect(success).toHaveLength(2);
		expect(storedPhones(operation, sandbox.current)).toEqual([phoneOf(0), phoneOf(2)]);
	});
});

describe('what the documents do not forbid is sent', () => {
	const harmless = OPERATIONS.flatMap((operation) =>
		operation.harmlessRows.map(([what, ...rest]) => ({
			name: `${operation.name}: ${what}`,
			operation,
			rest,
		})),
	);
	it.each(harmless)('$name', async ({ operation, rest: [values, expected, options] }) => {
		const { failed, sent } = await importBetweenNeighbours(operation, values, options);
		expect(failed).toEqual([]);
		expect(sent[0]?.[1]).toMatchObject(expected);
		for (const [id, value] of Object.entries(values)) {
			if (value === '' || value === null || value === ' ') expect(sent[0]?.[1]).not.toHaveProperty(id);
		}
	});
});

describe.each(OPERATIONS)('$name', (operation) => {
	it('an expression that fails for one row makes that row invalid, and says which column', async () => {
		const rows = [...contacts(2), { person: null, mobile: phoneOf(2) }, ...contacts(1, 3)];
		const columns = { [operation.person]: "={{ $json.person ?? $('Nowhere').item.json.name }}" };
		const { success, failed } = await runImport(operation, sandbox.current, { rows, columns });
		expect(success).toHaveLength(3);
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'expression' }]);
		expect(failed[0]?.reason).toMatch(
			/^The expression of '(Contact |Full )?Name.*' gave no value for this row: /,
		);
	});

	it.each(['={{ $json.mobile.trim() }}', '={{ $json.mobile.number.trim() }}'])(
		'an expression into nothing (%s) gives nothing, as everywhere in n8n',
		async (expression) => {
			const rows = [{ person: '甲', mobile: null }];
			const columns = { [operation.phone]: expression };
			const { failed } = await runImport(operation, sandbox.current, { rows, columns });
			const reasonCode = operation.noPhoneReason;
			expect(failed).toMatchObject([{ status: 'invalid', reasonCode }]);
		},
	);

	it.each([['text'], [7], [['a', 'list']]])('a row that is no object (%j) is invalid', async (json) => {
		const odd = { json } as unknown as INodeExecutionData;
		const rows = [...contacts(1).map((row) => ({ json: row })), odd];
		const { success, failed } = await runImport(operation, sandbox.current, { rows });
		expect(success).toHaveLength(1);
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'notARow' }]);
	});

	it('a row without any known column is invalid when columns are mapped by name', async () => {
		const { fields: schema } = await resourceMapping(
			importNode(operation, sandbox.current),
			operation.columnsMethod,
		);
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
		const rows = [{ [operation.phone]: phoneOf(0), [operation.person]: 'x' }, { colour: 'red' }];
		const { success, failed } = await runImport(operation, sandbox.current, { rows, mapping });
		expect(success).toHaveLength(1);
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'required' }]);
	});

	it('an import of invalid rows alone sends nothing and is no error', async () => {
		const { failed, requests, executionStatus, hints } = await runImport(operation, sandbox.current, {
			rows: [{ person: ['x'] }, { person: {} }],
		});
		expect([failed.length, requests.length, executionStatus]).toEqual([2, 0, 'success']);
		expect(hints[0]?.message).toMatch(/^0 of 2 rows imported in 0 requests; 2 invalid/);
	});
});

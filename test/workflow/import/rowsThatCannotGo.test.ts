import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { bodyOf, contacts, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import {
	CUSTOMER_IMPORT,
	CUSTOMER_UPSERT,
	LONGLONGLONG_OPERATIONS,
	NUMBER_ADD,
	NUMBER_ADD_ASYNC,
	OPERATIONS,
} from './testedImports';

/** Rule 5, seen from the data: a value goes out as it is meant, or its row says why not; its neighbours go out. */
const sandbox = useSandbox();
const { components } = LONGLONGLONG;

/** Imports one row for each value of a column, between two sound rows, and gives what became of each value: as sent, or the reason. */
async function outcomesOf(
	operation: ImportOperation,
	column: string,
	values: unknown[],
	options: IDataObject = {},
) {
	const rows = contacts(values.length + 2).map(
		(row, index) => ({ ...row, own: values[index - 1] }) as IDataObject,
	);
	const own = column === operation.phone ? '={{ $json.own ?? $json.mobile }}' : '={{ $json.own }}';
	const columns = { [column]: own };
	const { sent, failed } = await runImport(operation, sandbox.current, { rows, columns, options });
	const bySender = new Map(sent.flat().map((row) => [row[operation.person], row]));
	const byItem = new Map(failed.map((row) => [row.person, row]));
	expect(bySender.has(rows[0]?.person) && bySender.has(rows.at(-1)?.person)).toBe(true);
	return rows.slice(1, -1).map(({ person }) => {
		const row = bySender.get(person);
		if (row) return row[column];
		const { status, reasonCode, reason } = byItem.get(person) ?? {};
		expect(status).toBe('invalid');
		return `${String(reasonCode)}: ${String(reason)}`;
	});
}

describe.each(OPERATIONS)('$name: a phone', (operation) => {
	it('comes out of spreadsheets and contacts as it was, or says that it is lost', async () => {
		const given = [
			'13800138001.0',
			1.3800138002e10,
			'1.3800138003E10',
			'\u202a＋８６ 138\u200b0013\u00a08004\u202c',
			'1.38E+10',
			'13800138005.5',
			138.5,
		];
		const outcomes = await outcomesOf(operation, operation.phone, given);
		expect(outcomes.slice(0, 4)).toEqual([
			'13800138001',
			'13800138002',
			'13800138003',
			`${operation.countryCode}13800138004`,
		]);
		expect(outcomes.slice(4)).toEqual([
			expect.stringMatching(/^notAPhone: .*1\.38E\+10.*format the column as text/),
			expect.stringMatching(/^notAPhone: .*decimals/),
			expect.stringMatching(/^notAPhone: .*decimals/),
		]);
	});
});

const JSON_COLUMNS: Array<[ImportOperation, string]> = [
	...LONGLONGLONG_OPERATIONS.map((operation): [ImportOperation, string] => [operation, 'components']),
	[NUMBER_ADD, 'custom_vars'],
	[NUMBER_ADD_ASYNC, 'custom_vars'],
	[CUSTOMER_UPSERT, 'customize_field'],
];

describe.each(JSON_COLUMNS.map(([operation, column]) => ({ name: operation.name, operation, column })))(
	'$name: $column',
	({ operation, column }) => {
		it('that is empty is left out, like any empty cell', async () => {
			const outcomes = await outcomesOf(operation, column, [{}, [], '{}', ' [] ', null, '']);
			expect(outcomes).toEqual(Array(6).fill(undefined));
		});

		it('that has nothing where something belongs says where', async () => {
			const outcomes = await outcomesOf(operation, column, [
				[null],
				{ x: null },
				'[{"id":"a"},null]',
				{ x: { y: [null] } },
			]);
			const places = ['\\[0\\]', 'x', '\\[1\\]', 'x\\.y\\[0\\]'];
			expect(outcomes).toEqual(
				places.map((place) =>
					expect.stringMatching(
						new RegExp(`^wrongType: '[^']* as JSON \\(.*\\)' has nothing \\(null\\) at ${place}:`),
					),
				),
			);
		});

		it('with a number that has lost digits says where', async () => {
			const [lost] = await outcomesOf(operation, column, [{ x: Number('110101199003077735') }]);
			expect(lost).toMatch(/^inexact: '.*' has a number at x that cannot be exact: give it as text/);
		});
	},
);

describe.each(LONGLONGLONG_OPERATIONS)('$name: custom fields', (operation) => {
	const { text, number } = components;

	it('that come as JSON and as a column go out once, with the value of the column unless that is empty', async () => {
		const given = [{ [text]: 'of JSON', [number]: 1 }, { [text]: 'of JSON' }];
		const rows = contacts(2).map(
			(row, index) => ({ ...row, own: given[index], cell: index === 0 ? 'of column' : '' }) as IDataObject,
		);
		const columns = { components: '={{ $json.own }}', [`component:${text}`]: '={{ $json.cell }}' };
		const { sent } = await runImport(operation, sandbox.current, { rows, columns });
		expect(sent[0]?.map((row) => row.components)).toEqual([
			[
				{ id: number, value: 1 },
				{ id: text, value: 'of column' },
			],
			[{ id: text, value: 'of JSON' }],
		]);
	});

	it('that nobody can tell apart or read are refused', async () => {
		const outcomes = await outcomesOf(operation, 'components', [
			[
				{ id: text, value: 'a' },
				{ id: text, value: 'b' },
			],
			[{ id: text }],
			[{ value: 'a' }],
			[{ id: ' ', value: 'a' }],
			{ [text]: ['a'] },
			['a'],
			'[5]',
		]);
		const list = "wrongType: 'Custom Fields as JSON (组件数据)' must be a list of { id, value }";
		const value = `wrongType: 'Custom Fields as JSON (组件数据)' must have text or a number as value of '${text}'`;
		expect(outcomes).toEqual([
			`givenTwice: 'Custom Fields as JSON (组件数据)' has '${text}' twice`,
			...[value, list, list, value, list, list],
		]);
	});
});

describe.each([NUMBER_ADD, NUMBER_ADD_ASYNC])('$name: Ignore CRM', (operation) => {
	const { text } = components;

	it.each([
		['extra', 'notes', 'Extra Data (额外数据)'],
		['components', { [text]: 'a' }, 'Custom Fields (组件)'],
	])(
		'refuses rows with %s, which the platform would lose, and sends the others',
		async (column, value, label) => {
			const [lost, empty] = await outcomesOf(operation, column, [value, ''], { ignoreCrm: true });
			expect(lost).toMatch(`needsPool: '${label}' would be lost: with 'Ignore CRM' the platform keeps none.`);
			expect(empty).toBeUndefined();
		},
	);

	it('refuses rows with a column of a custom field', async () => {
		const columns = { [`component:${text}`]: 'a' };
		const setup = { rows: contacts(2), columns, options: { ignoreCrm: true } };
		const { failed, requests } = await runImport(operation, sandbox.current, setup);
		expect([requests.length, failed.map(({ reasonCode }) => reasonCode)]).toEqual([
			0,
			['needsPool', 'needsPool'],
		]);
	});

	it('does not ask for custom fields that only the pool demands', async () => {
		const columns = { [`component:${text}`]: '={{ $json.none }}' };
		const field = {
			id: `component:${text}`,
			displayName: 'x',
			required: true,
			defaultMatch: false,
			display: true,
			type: 'string',
		};
		const value = { phone: '={{ $json.mobile }}', name: '={{ $json.person }}', ...columns };
		const mapping = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [field] };
		const setup = { rows: contacts(1), mapping };
		const kept = await runImport(operation, sandbox.current, setup);
		expect(kept.failed.map(({ reasonCode }) => reasonCode)).toEqual(['required']);
		const ignored = await runImport(operation, sandbox.current, { ...setup, options: { ignoreCrm: true } });
		expect(ignored.success).toHaveLength(1);
		expect(ignored.requests.map((request) => bodyOf(request).ignore_crm)).toEqual([true]);
	});

	it('lets them pass when it is off', async () => {
		const [sent] = await outcomesOf(operation, 'extra', ['notes'], { ignoreCrm: false });
		expect(sent).toBe('notes');
	});
});

it(`${CUSTOMER_IMPORT.name}: a text of digits in a column of numbers that cannot hold it is refused`, async () => {
	const columns = { [`component:${components.number}`]: '={{ $json.own }}' };
	const field = {
		id: `component:${components.number}`,
		displayName: '数字',
		required: false,
		defaultMatch: false,
		display: true,
		type: 'number',
	};
	const value = { phone: '={{ $json.mobile }}', name: '={{ $json.person }}', ...columns };
	const mapping = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [field] };
	const rows = contacts(3).map(
		(row, index) => ({ ...row, own: ['110101199003077735', '12.0', '007'][index] }) as IDataObject,
	);
	const { sent, failed } = await runImport(CUSTOMER_IMPORT, sandbox.current, { rows, mapping });
	expect(sent[0]?.map((row) => row.components)).toEqual([
		[{ id: components.number, value: 12 }],
		[{ id: components.number, value: 7 }],
	]);
	expect(failed.map(({ reasonCode }) => reasonCode)).toEqual(['inexact']);
});

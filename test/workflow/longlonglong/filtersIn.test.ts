import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, run } from './panel';

const sandbox = useSandbox();
const { components, tasks } = LONGLONGLONG;
const taskId = byId(tasks.classicPaused);

/** A few filters of each list, and how many of 30 rows fit them. */
const LISTS: Array<[string, IDataObject, number]> = [
	['customer: getMany', { filters: { phone: '13300000000' } }, 1],
	['customer: getMany', { filters: { operator: [1], createdBefore: '2024-03-14 10:14:00' } }, 5],
	['customer: getMany', { stage: 'clue', filters: { sex: [0], isFollow: 1 } }, 3],
	[
		'customer: getMany',
		{ filters: { components: { component: [{ id: byId(components.text), value: '短信' }] } } },
		10,
	],
	['number: getMany', { taskId, filters: { status: [1, 2] } }, 6],
];

describe.each(['both', 'query', 'body'] as const)(
	'on a platform that reads filters from %s',
	(filtersFrom) => {
		it.each(LISTS)('%s %j narrows the list without any option', async (operation, parameters, count) => {
			sandbox.current.settings.filtersFrom = filtersFrom;
			sandbox.current.seed({ customers: 30, numbers: 30 });
			const { json } = await run(sandbox.current, operation, { ...parameters, returnAll: true });
			expect(json).toHaveLength(count);
		});
	},
);

describe("'Send Filters In'", () => {
	const send = async (filtersIn?: string) => {
		const options = { encryption: false, ...(filtersIn !== undefined && { filtersIn }) };
		await run(sandbox.current, 'customer: getMany', { filters: { operator: [1, 3] }, options });
		const { query = '', body } = sandbox.current.requests.last() ?? {};
		return [decodeURIComponent(query), body?.toString()];
	};
	const inQuery = 'page=1&per_page=50&operator[0]=1&operator[1]=3&encryption=0';
	const inBody = '{"operator":[1,3],"encryption":false}';

	it.each([
		[undefined, inQuery, inBody],
		['both', inQuery, inBody],
		['query', inQuery, ''],
		['body', 'page=1&per_page=50', inBody],
	])('%s', async (filtersIn, query, body) => {
		expect(await send(filtersIn)).toEqual([query, body]);
	});

	it('sends no body without a filter', async () => {
		await run(sandbox.current, 'customer: getMany');
		expect(sandbox.current.requests.last()?.body.toString()).toBe('');
	});
});

describe('a filter of a list that is there without a value', () => {
	const read = async (filters: IDataObject, items: IDataObject[] = [{}]) =>
		await run(sandbox.current, 'customer: getMany', { filters }, { items });
	beforeEach(() => sandbox.current.seed({ customers: 3 }));

	it('is left out, and one hint for all items says that it narrowed nothing', async () => {
		const { json, hints } = await read({ phone: '={{ $json.phone }}' }, [{}, {}, { phone: '13300000000' }]);
		expect(json).toHaveLength(7);
		expect(hints).toMatchObject([
			{
				type: 'warning',
				message:
					"'Phone' under 'Filters' is empty for at least one item. It was left out, so the list also has rows that do not match it.",
			},
		]);
	});

	it.each([
		['Custom Fields', { components: { component: [{ id: byId(components.text), value: ' ' }] } }],
		['Created After', { createdAfter: '', createdBefore: '2024-05-01' }],
		['Operator', { operator: '={{ [] }}' }],
	])('%s, too', async (label, filters) => {
		const { hints } = await read(filters);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining(`'${label}'`)]);
	});

	it('is not mentioned when every filter has a value', async () => {
		expect((await read({ phone: '13300000000' })).hints).toEqual([]);
	});
});

describe('a custom field to filter by', () => {
	const withValue = (value: string): IDataObject => ({
		filters: { components: { component: [{ id: byId(components.text), value }] } },
	});

	it.each(['={{ [] }}', '={{ [""] }}', '={{ [null] }}', '={{ {} }}', '={{ ["云服务"] }}', '={{ {a: 1} }}'])(
		'cannot be %s',
		async (value) => {
			sandbox.current.seed({ customers: 3 });
			for (const operation of ['customer: getMany', 'customer: moveToTask']) {
				const { error } = await run(sandbox.current, operation, { taskId, ...withValue(value) });
				expect(error).toMatchObject({
					message: "'Custom Fields' must be text, but the row has a list or an object there",
				});
			}
			expect(sandbox.current.requests.count).toBe(0);
		},
	);

	it('may be a number or a switch, which is written out', async () => {
		await run(sandbox.current, 'customer: getMany', withValue('={{ 7 }}'));
		await run(sandbox.current, 'customer: getMany', withValue('={{ false }}'));
		expect(sandbox.current.requests.all().map(({ body }) => body.toString())).toEqual([
			`{"components":[{"id":"${components.text}","value":"7"}]}`,
			`{"components":[{"id":"${components.text}","value":"false"}]}`,
		]);
	});
});

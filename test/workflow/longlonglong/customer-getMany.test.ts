import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, pairs, run, wires } from './panel';

const sandbox = useSandbox();
const { components } = LONGLONGLONG;

describe('customer: getMany', () => {
	beforeEach(() => sandbox.current.seed({ customers: 40 }));

	it('asks for the whole pool without a stage, and gives its rows as they came', async () => {
		const { json, outputs } = await run(sandbox.current, 'customer: getMany', { limit: 2, simplify: false });
		expect(wires(sandbox.current)).toEqual(['GET /user/{user}/get_customer?page=1&per_page=2']);
		expect(json).toEqual([
			{
				id: 'c0570000-0000-4000-8000-000000000000',
				phone: '13300000000',
				email: 'contact0@example.com',
				name: '王伟',
				created_at: '2024-03-14 10:00:00',
			},
			expect.objectContaining({ phone: '13000000001' }),
		]);
		expect(pairs(outputs[0])).toEqual([0, 0]);
	});

	it('asks for a stage from the list, or one typed in', async () => {
		sandbox.current.settings.stages.push('high seas');
		await run(sandbox.current, 'customer: getMany', { stage: 'clue' });
		await run(sandbox.current, 'customer: getMany', { stage: 'other', stageName: 'high seas' });
		await run(
			sandbox.current,
			'customer: getMany',
			{ stage: '={{ $json.stage }}' },
			{ items: [{ stage: 'clue' }] },
		);
		expect(wires(sandbox.current)).toEqual([
			'GET /user/{user}/type/clue/get_customer?page=1&per_page=50',
			'GET /user/{user}/type/high%20seas/get_customer?page=1&per_page=50',
			'GET /user/{user}/type/clue/get_customer?page=1&per_page=50',
		]);
	});

	const filters = {
		components: { component: [{ id: byId(components.text), value: '云服务' }] },
		createdAfter: '2024-03-14T08:00:00',
		createdBefore: '2024-03-14T05:30:00+03:00',
		operator: [1, 3],
		sex: [0],
		isFollow: 1,
		aiCall: 0,
	};

	it('puts filters into the query string in bracket form, and as JSON into a body', async () => {
		const options = { encryption: false };
		const { json } = await run(sandbox.current, 'customer: getMany', { stage: 'clue', filters, options });
		const [request] = sandbox.current.requests.all();
		expect(decodeURIComponent(request?.query ?? '')).toBe(
			[
				'page=1&per_page=50',
				`components[0][id]=${components.text}&components[0][value]=云服务`,
				'created_at[0]=2024-03-14 08:00:00&created_at[1]=2024-03-14 10:30:00',
				'operator[0]=1&operator[1]=3&sex[0]=0&is_follow=1&ai_call=0&encryption=0',
			].join('&'),
		);
		expect(JSON.parse(request?.body.toString() ?? '')).toEqual({
			components: [{ id: components.text, value: '云服务' }],
			created_at: ['2024-03-14 08:00:00', '2024-03-14 10:30:00'],
			...{ operator: [1, 3], sex: [0], is_follow: 1, ai_call: 0, encryption: false },
		});
		// Every twelfth of the first 31 is a lead with 云服务, sex 0, followed; the AI calls every fifth.
		expect(json.map(({ phone }) => phone)).toEqual(['13300000012', '13300000024']);
	});

	it('sends filters as a JSON body on the GET when told to', async () => {
		sandbox.current.settings.filtersFrom = 'body';
		const { json } = await run(sandbox.current, 'customer: getMany', {
			stage: 'clue',
			filters,
			options: { filtersIn: 'body', encryption: true },
		});
		expect(wires(sandbox.current)).toEqual([
			`GET /user/{user}/type/clue/get_customer?page=1&per_page=50 {"components":[{"id":"${components.text}","value":"云服务"}],` +
				'"created_at":["2024-03-14 08:00:00","2024-03-14 10:30:00"],"operator":[1,3],"sex":[0],"is_follow":1,"ai_call":0,"encryption":true}',
		]);
		expect(json).toHaveLength(2);
	});

	it('leaves filters out that only a stage knows, that are blank, and fills the open end of a span', async () => {
		await run(sandbox.current, 'customer: getMany', {
			filters: {
				sex: [1],
				phone: '',
				email: '={{ $json.nothing }}',
				createdAfter: '2024-03-14',
				components: { component: [{ id: byId(components.text), value: '' }] },
			},
		});
		expect(decodeURIComponent(sandbox.current.requests.last()?.query ?? '')).toBe(
			'page=1&per_page=50&created_at[0]=2024-03-14 00:00:00&created_at[1]=2099-12-31 23:59:59',
		);
	});

	it('names the filter that is wrong', async () => {
		const error = async (filters: object) =>
			(await run(sandbox.current, 'customer: getMany', { stage: 'clue', filters: { ...filters } })).error;
		expect(await error({ createdAfter: 'yesterday-ish' })).toMatchObject({
			message: expect.stringContaining("'Created After' must be a date") as string,
			description: expect.stringContaining('Time Zone') as string,
		});
		expect(await error({ createdAfter: '2024-05-01', createdBefore: '2024-04-01' })).toMatchObject({
			message: expect.stringContaining('is later than') as string,
		});
		expect(await error({ operator: '={{ [7] }}' })).toMatchObject({
			message: expect.stringMatching(/'Operator' must be one of: 1 \(China Telecom \(电信\)\)/) as string,
		});
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('adds a readable name beside a code with Simplify', async () => {
		sandbox.current.faults.add({
			kind: 'answer',
			body: '{"code":200,"status":"success","data":[{"id":1,"sex":0,"operator":"3","company":"","extra":null,"big":1214631327620775936}]}',
		});
		const { json } = await run(sandbox.current, 'customer: getMany', { limit: 1 });
		expect(json).toEqual([
			{
				id: 1,
				sex: 0,
				sex_name: 'Unknown (未知)',
				operator: '3',
				operator_name: 'China Mobile (移动)',
				big: '1214631327620775936',
			},
		]);
	});
});

describe('customer: getMany of a large pool', () => {
	it('reads 50,000 customers to the end, each once', async () => {
		sandbox.current.seed({ customers: 50_000 });
		const options = { pageSize: 500 };
		const { outputs } = await run(sandbox.current, 'customer: getMany', { returnAll: true, options });
		expect(sandbox.current.requests.count).toBe(100);
		expect(outputs[0]).toHaveLength(50_000);
		expect(new Set(outputs[0]?.map(({ json }) => json.id)).size).toBe(50_000);
		expect(outputs[0]?.at(-1)).toMatchObject({ json: { phone: '13000049999' }, pairedItem: { item: 0 } });
	}, 60_000);
});

import type { IDataObject, INodeType } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { CONFIRMED_CALLS } from './confirmedCalls';
import { nodeFor, run } from './panel';

const sandbox = useSandbox();
const SWITCHES = CONFIRMED_CALLS.map(([, name]) => name);

/** What a call changed at the platform. */
const effects = () => {
	const { customers, moves, resets, tasks } = sandbox.current.longlonglong;
	const numbers = tasks.get(LONGLONGLONG.tasks.classicPaused)?.numbers.size;
	return JSON.stringify([customers.size, moves.length, resets.length, numbers]);
};

describe.each(CONFIRMED_CALLS)('%s', (operation, name, parameters) => {
	beforeEach(() => sandbox.current.seed({ customers: 3, numbers: 3 }));

	it(`acts on everything with ${name}, and without it on nothing`, async () => {
		const untouched = effects();
		const refused = await run(sandbox.current, operation, parameters);
		expect(refused.error?.message).toContain('nothing was sent');
		expect([effects(), sandbox.current.requests.count]).toEqual([untouched, 0]);
		const { error } = await run(sandbox.current, operation, { ...parameters, [name]: true });
		expect(error).toBeUndefined();
		expect(effects()).not.toBe(untouched);
	});

	it.each([
		['the switches of all other operations', SWITCHES.filter((other) => other !== name), true],
		['an expression', [name], '={{ $json.yes }}'],
		['an expression that is simply true', [name], '={{ true }}'],
		['text', [name], 'true'],
		['a number', [name], 1],
	])('is not confirmed by %s', async (_what, names, value) => {
		const given = Object.fromEntries(names.map((other) => [other, value])) as IDataObject;
		const setup = { items: [{ yes: true }] };
		const { error } = await run(sandbox.current, operation, { ...parameters, ...given }, setup);
		expect(error?.message).toContain('nothing was sent');
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('has a switch that n8n offers no expression for', () => {
		const type = nodeFor(sandbox.current, operation).type as INodeType;
		const { properties } = type.description;
		expect(properties.filter((property) => property.name === name)).toEqual([
			expect.objectContaining({ type: 'boolean', noDataExpression: true, default: false }),
		]);
	});
});

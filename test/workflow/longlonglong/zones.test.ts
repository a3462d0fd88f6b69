import type { IDataObject } from 'n8n-workflow';
import { getGlobalState, setGlobalState } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, run } from './panel';

const sandbox = useSandbox();
const taskId = byId(LONGLONGLONG.tasks.classicPaused);
const MINUTE = 60_000;
/** When the first of the sandbox's customers and numbers came; the others follow minute by minute. */
const FIRST = Date.parse('2024-03-14T02:00:00Z');

/** Platforms in different zones; none of these zones has summer time then. */
const PLATFORMS = [
	['Asia/Shanghai', 8 * 60],
	['America/Bogota', -5 * 60],
	['Asia/Kolkata', 5.5 * 60],
	['UTC', 0],
] as const;

const WORKFLOW_ZONES = ['America/New_York', 'Asia/Shanghai', 'UTC'];

/** Ways to name the moment `at` together with a zone. */
const MOMENTS: Array<[string, (at: number) => string]> = [
	['text in UTC', (at) => new Date(at).toISOString()],
	['text of another zone', (at) => new Date(at - 9.5 * 60 * MINUTE).toISOString().replace('Z', '-09:30')],
	["n8n's DateTime", (at) => `={{ DateTime.fromMillis(${at}).setZone('Europe/Athens') }}`],
	['a JavaScript Date', (at) => `={{ new Date(${at}) }}`],
];

const span = (name: string, from: string, to: string): IDataObject => ({
	[`${name}After`]: from,
	[`${name}Before`]: to,
});

describe.each(WORKFLOW_ZONES)('in a workflow in %s', (defaultTimezone) => {
	const before = getGlobalState();
	beforeAll(() => setGlobalState({ defaultTimezone }));
	afterAll(() => setGlobalState(before));

	describe.each(PLATFORMS)('on a platform in %s', (platformTimezone, utcOffsetMinutes) => {
		const credential = { platformTimezone };
		beforeEach(() => {
			sandbox.current.settings.utcOffsetMinutes = utcOffsetMinutes;
			sandbox.current.seed({ customers: 250, numbers: 26 });
		});

		it.each(MOMENTS)('%s means that moment', async (_what, at) => {
			const nine = [at(FIRST + MINUTE), at(FIRST + 9 * MINUTE)] as const;
			const list = await run(
				sandbox.current,
				'customer: getMany',
				{ filters: span('created', ...nine) },
				{ credential },
			);
			expect(list.json).toHaveLength(9);
			const moved = await run(
				sandbox.current,
				'customer: moveToTask',
				{ taskId: byId(LONGLONGLONG.tasks.newPaused), filters: span('created', ...nine) },
				{ credential },
			);
			expect(moved.json).toMatchObject([{ customers: 9 }]);
			expect(sandbox.current.longlonglong.moves).toMatchObject([{ customers: 9 }]);
			await run(
				sandbox.current,
				'number: reset',
				{ taskId, filters: span('added', ...nine) },
				{ credential },
			);
			expect(sandbox.current.longlonglong.resets).toMatchObject([{ numbers: 9 }]);
			await run(
				sandbox.current,
				'customer: delete',
				{ deleteBy: 'created', ...span('created', ...nine), confirmDeleteByTime: true },
				{ credential },
			);
			expect(sandbox.current.longlonglong.customers.size).toBe(241);
		});

		it('a time without a zone is what the clock of the platform shows', async () => {
			const shown = (at: number) =>
				new Date(at + utcOffsetMinutes * MINUTE).toISOString().slice(0, 19).replace('T', ' ');
			const filters = span('created', shown(FIRST), shown(FIRST + 4 * MINUTE));
			const { json } = await run(sandbox.current, 'customer: getMany', { filters }, { credential });
			expect(json).toHaveLength(5);
		});
	});
});

describe('a delete by time', () => {
	const before = getGlobalState();
	beforeAll(() => setGlobalState({ defaultTimezone: 'America/New_York' }));
	afterAll(() => setGlobalState(before));
	beforeEach(() => sandbox.current.seed({ customers: 250 }));

	/** On a clock in New York this looks like the span in which the customers came, on a clock in Shanghai. */
	const emptySpan = {
		deleteBy: 'created',
		...span('created', '2024-03-14T14:00:00Z', '2024-03-14T20:00:00Z'),
	};

	it('deletes nobody when nobody came at that time', async () => {
		await run(sandbox.current, 'customer: delete', { ...emptySpan, confirmDeleteByTime: true });
		expect(sandbox.current.longlonglong.customers.size).toBe(250);
	});

	it.each([
		[{}, 'from 2024-03-14 22:00:00 to 2024-03-15 04:00:00 (Asia/Shanghai)'],
		[
			{ platformTimezone: 'America/Bogota' },
			'from 2024-03-14 09:00:00 to 2024-03-14 15:00:00 (America/Bogota)',
		],
	])('names the span and its zone when it asks for the switch: %j', async (credential, named) => {
		const { error } = await run(sandbox.current, 'customer: delete', emptySpan, { credential });
		expect(error?.message).toBe(
			`Every customer who came into the public pool (公海) ${named} would be deleted: nothing was sent`,
		);
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('is not confirmed by the switch of another operation', async () => {
		const others = { confirm: true, confirmMoveAll: true, confirmResetAll: true, confirmDeleteAll: true };
		const { error } = await run(sandbox.current, 'customer: delete', { ...emptySpan, ...others });
		expect(error?.message).toContain('nothing was sent');
	});
});

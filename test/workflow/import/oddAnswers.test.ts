import type { FaultOrder } from '../../../sandbox';
import { hostile, LONGLONGLONG, NXLINK } from '../../../sandbox';
import { contacts, countBy, phoneOf, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { CUSTOMER_UPSERT, LONGLONGLONG_OPERATIONS, NUMBER_ADD, OPERATIONS } from './testedImports';

/** Answers that a platform may give although no page shows them: what they mean for a row, and what a user gets to read. */

const sandbox = useSandbox();

function answering({ path }: ImportOperation, answer: Partial<FaultOrder>): void {
	sandbox.current.faults.add({ kind: 'answer', path, times: Infinity, ...answer } as FaultOrder);
}

const taken = (operation: ImportOperation, more: object = {}) => ({
	...{ code: operation.successCode, status: 'success', message: 'ok', data: operation.takenTwo },
	...more,
});

describe.each(OPERATIONS)('$name', (operation) => {
	it.each(['\uFEFF', '\uFEFF\uFEFF', '\r\n\uFEFF'])('reads an answer behind %j', async (before) => {
		answering(operation, { body: before + JSON.stringify(taken(operation)) });
		const { success } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		expect(countBy(success, 'status')).toEqual({ [operation.success]: 2 });
	});

	it.each([429, 500, 503])(
		'has something to say for HTTP %i with an envelope without words',
		async (status) => {
			for (const message of ['', '  ', null, [], {}]) {
				answering(operation, {
					...hostile.json({ code: status, status: 'error', message, data: [] }, status),
					times: 1,
				});
				const options = { maxTries: 1 };
				const { error, failed } = await runImport(operation, sandbox.current, { rows: contacts(2), options });
				expect(error?.message ?? failed[0]?.reason).toBe(`code ${status}`);
			}
		},
	);

	it('shows the ends of a few phones when the platform’s message lists them all', async () => {
		const phones = Array.from({ length: 40 }, (_unused, index) => phoneOf(index));
		const message = `不可导入重复号码: ${phones.join('、')}`;
		answering(operation, hostile.json({ code: 4711, status: 'error', message, data: [] }));
		const { error } = await runImport(operation, sandbox.current, { rows: contacts(40) });
		expect(error?.message).toBe('不可导入重复号码: ***0000、***0001、***0002、***');
		answering(operation, { body: '' });
		const { failed } = await runImport(operation, sandbox.current, {
			...{ rows: contacts(2), onError: 'continueRegularOutput' },
		});
		expect(failed[0]?.reason).toBe('不可导入重复号码: ***0000、***0001、***0002、***');
	});
});

describe.each(LONGLONGLONG_OPERATIONS)('$name', (operation) => {
	it.each(['fail', 'error', 'Success', 'pending', '', 1, true, {}])(
		'does not take code 200 with the status %j for a yes',
		async (status) => {
			answering(operation, hostile.json(taken(operation, { status })));
			const { failed } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
			expect(failed[0]?.reason).toMatch(/^The answer is no clear success \(code 200, status/);
		},
	);

	it('takes code 200 without a status for a yes', async () => {
		answering(operation, hostile.json(taken(operation, { status: undefined })));
		const { success } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		expect(success).toHaveLength(2);
	});

	it('keeps a batch number that comes as a number', async () => {
		if (operation === NUMBER_ADD) return;
		for (const unique_id of ['7', '1214631327620775936']) {
			const body = JSON.stringify(taken(operation, { data: { unique_id: '?' } })).replace('"?"', unique_id);
			answering(operation, { body, times: 1 });
			const { success } = await runImport(operation, sandbox.current, { rows: contacts(1) });
			expect(success).toMatchObject([{ status: 'accepted', uniqueId: unique_id }]);
		}
	});
});

it.each([
	['refused', 4711, 'failed'],
	['in doubt', -1, 'unconfirmed'],
])('rows of a request that is %s carry its trace id', async (_what, code, status) => {
	answering(CUSTOMER_UPSERT, hostile.json({ code, message: 'not these', traceId: 'trace-1', data: null }));
	const setup = { rows: contacts(2), onError: 'continueRegularOutput' } as const;
	const { failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, setup);
	expect(failed.map((row) => [row.status, row.traceId])).toEqual([1, 2].map(() => [status, 'trace-1']));
});

describe('what a platform says about single rows', () => {
	const said = `${LONGLONGLONG.token} ${NXLINK.appKey} ${NXLINK.accessSecret} ${contacts(40)
		.map(({ mobile }) => mobile as string)
		.join(',')}`;

	const replies: Array<[ImportOperation, object]> = [
		[NUMBER_ADD, { taskNumberCount: 1, fail_datas: [{ fail_data: phoneOf(0), fail_cause: said }] }],
		[NUMBER_ADD, { taskNumberCount: 2, fail_datas: [{ fail_data: phoneOf(0), fail_cause: said }] }],
		[NUMBER_ADD, { taskNumberCount: 1, fail_datas: [{ fail_data: '138***', fail_cause: said }] }],
		[NUMBER_ADD, { taskNumberCount: said, fail_datas: [{ fail_data: said, fail_cause: said }] }],
		[
			CUSTOMER_UPSERT,
			{ successCount: 1, failCount: 1, failItems: [{ index: 0, errorCode: said, errorMessage: said }] },
		],
		[
			CUSTOMER_UPSERT,
			{ successCount: 0, failCount: 2, failItems: [{ index: 0, errorMessage: { phone: [said] } }] },
		],
		[
			CUSTOMER_UPSERT,
			{ successCount: 2, failCount: 0, successItems: [0, 1].map((index) => ({ index, customerId: said })) },
		],
	];

	it.each(replies.map(([operation, data], index) => ({ name: operation.name, index, operation, data })))(
		'shows no secret and no list of phones: $name, $index',
		async ({ operation, data }) => {
			answering(operation, hostile.json(taken(operation, { message: said, traceId: said, data })));
			const { success, failed } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			const secrets = operation === NUMBER_ADD ? [LONGLONGLONG.token] : [NXLINK.appKey, NXLINK.accessSecret];
			const shown = JSON.stringify([...success, ...failed]);
			for (const secret of secrets) expect(shown).not.toContain(secret);
			for (const { reason, reasonCode, customerId } of [...failed, ...success]) {
				expect(String([reason, reasonCode, customerId])).not.toMatch(/\d{7}/);
			}
		},
	);
});

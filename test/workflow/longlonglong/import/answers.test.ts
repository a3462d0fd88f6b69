import { hostile } from '../../../../sandbox';
import { answerImport, contacts, countBy, runImport, useSandbox } from '../../import/importing';
import { LONGLONGLONG_IMPORTS, NUMBER_ADD } from '../../import/records/longlonglong';
import { takenBy } from '../../import/testedImports';

const sandbox = useSandbox();

describe.each(LONGLONGLONG_IMPORTS)('$name', (operation) => {
	it('reads messages that are an object of field → words', async () => {
		const message = Object.fromEntries(
			Array.from({ length: 9 }, (_unused, index) => [`data.${index}.phone`, ['格式不正确。']]),
		);
		answerImport(operation, sandbox.current, hostile.json({ code: 422, status: 'error', message, data: [] }));
		const { error } = await runImport(operation, sandbox.current, { rows: contacts(9) });
		expect(error?.message).toMatch(/^data\.0\.phone: 格式不正确。; .* and 4 more$/);
	});

	it('says no more than needed when the platform says too much', async () => {
		answerImport(
			operation,
			sandbox.current,
			hostile.json({ code: 422, status: 'error', message: 'x'.repeat(100_000) }),
		);
		const { failed } = await runImport(operation, sandbox.current, {
			rows: contacts(2),
			onError: 'continueRegularOutput',
		});
		expect(String(failed[0]?.reason).length).toBeLessThan(2_000);
	});

	it.each(['fail', 'error', 'Success', 'pending', '', 1, true, {}])(
		'does not take code 200 with the status %j for a yes',
		async (status) => {
			answerImport(operation, sandbox.current, hostile.json(takenBy(operation, { status })));
			const { failed } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
			expect(failed[0]?.reason).toMatch(/^The answer is no clear success \(code 200, status/);
		},
	);

	it('takes code 200 without a status for a yes', async () => {
		answerImport(operation, sandbox.current, hostile.json(takenBy(operation, { status: undefined })));
		const { success } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		expect(success).toHaveLength(2);
	});

	it('keeps a batch number that comes as a number', async () => {
		if (operation === NUMBER_ADD) return;
		for (const unique_id of ['7', '1214631327620775936']) {
			const body = JSON.stringify(takenBy(operation, { data: { unique_id: '?' } })).replace('"?"', unique_id);
			answerImport(operation, sandbox.current, { body, times: 1 });
			const { success } = await runImport(operation, sandbox.current, { rows: contacts(1) });
			expect(success).toMatchObject([{ status: 'accepted', uniqueId: unique_id }]);
		}
	});
});

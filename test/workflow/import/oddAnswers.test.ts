import { hostile } from '../../../sandbox';
import { answerImport, contacts, countBy, phoneOf, runImport, useSandbox } from './importing';
import { OPERATIONS, takenBy } from './testedImports';

/** Answers that a platform may give although no page shows them: what they mean for a row, and what a user gets to read. */

const sandbox = useSandbox();

describe.each(OPERATIONS)('$name', (operation) => {
	it.each(['\uFEFF', '\uFEFF\uFEFF', '\r\n\uFEFF'])('reads an answer behind %j', async (before) => {
		answerImport(operation, sandbox.current, { body: before + JSON.stringify(takenBy(operation)) });
		const { success } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		expect(countBy(success, 'status')).toEqual({ [operation.success]: 2 });
	});

	it.each([429, 500, 503])(
		'has something to say for HTTP %i with an envelope without words',
		async (status) => {
			for (const message of ['', '  ', null, [], {}]) {
				answerImport(operation, sandbox.current, {
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
		answerImport(
			operation,
			sandbox.current,
			hostile.json({ code: 4711, status: 'error', message, data: [] }),
		);
		const { error } = await runImport(operation, sandbox.current, { rows: contacts(40) });
		expect(error?.message).toBe('不可导入重复号码: ***0000、***0001、***0002、***');
		answerImport(operation, sandbox.current, { body: '' });
		const { failed } = await runImport(operation, sandbox.current, {
			...{ rows: contacts(2), onError: 'continueRegularOutput' },
		});
		expect(failed[0]?.reason).toBe('不可导入重复号码: ***0000、***0001、***0002、***');
	});
});

describe('what a platform says about single rows', () => {
	const replies = OPERATIONS.flatMap((operation) => {
		const phones = contacts(40).map(({ mobile }) => mobile as string);
		const said = `${operation.secrets.join(' ')} ${phones.join(',')}`;
		const all = operation.repliesAboutRows?.(said) ?? [];
		return all.map((data, index) => ({ name: operation.name, index, operation, said, data }));
	});

	it.each(replies)('shows no secret and no list of phones: $name, $index', async (reply) => {
		const { operation, said, data } = reply;
		const answer = takenBy(operation, { message: said, traceId: said, data });
		answerImport(operation, sandbox.current, hostile.json(answer));
		const { success, failed } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		const shown = JSON.stringify([...success, ...failed]);
		for (const secret of operation.secrets) expect(shown).not.toContain(secret);
		for (const { reason, reasonCode, customerId } of [...failed, ...success]) {
			expect(String([reason, reasonCode, customerId])).not.toMatch(/\d{7}/);
		}
	});
});

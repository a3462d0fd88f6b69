import { hostile } from '../../../sandbox';
import { answerImport, contacts, countBy, runImport, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

describe.each(OPERATIONS)('$name meets a hostile answer', (operation) => {
	const { successCode: code, believes } = operation;
	const taken = (data: unknown) => hostile.json({ code, status: 'success', message: null, data });

	it.each([null, '', [], 'done', 7, {}, { unique_id: null }, { unique_id: {} }, { successCount: 'x' }])(
		'data %j: the rows are not called imported',
		async (data) => {
			answerImport(operation, sandbox.current, taken(data));
			const { success, failed } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			if (believes(data)) {
				expect(success).toHaveLength(2);
				return;
			}
			expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
			expect(failed[0]?.reasonCode).toBe('unaccounted');
		},
	);

	it.each([
		['no JSON', { body: 'OK' }],
		['an empty body', hostile.empty()],
		['half a JSON', { body: '{"code":200,"sta' }],
		['a list', hostile.json([])],
		['no code', hostile.json({ status: 'success', data: {} })],
		['a code of a wrong type', hostile.json({ code: [], status: 'success', data: {} })],
		['a code of true', hostile.json({ code: true, data: {} })],
		['an empty code', hostile.json({ code: '', data: {} })],
		['a success that failed', hostile.json({ code, status: 'success', message: '', data: {} }, 400)],
		['a server error', hostile.json({ code: 500, message: 'oops' })],
		['a proxy’s page', hostile.html()],
		['a redirect to itself', hostile.redirect('/')],
		['JSON too deep', hostile.deepJson()],
		['a few KB that unpack to 100 MB', hostile.gzipBomb()],
		['100 MB of HTML', hostile.hugeHtml()],
	])('%s: unconfirmed, sent once, no crash', async (_what, answer) => {
		answerImport(operation, sandbox.current, { ...answer, times: 1 });
		const { success, failed, requests } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		if (believes({}) && success.length > 0) expect(_what).toBe('JSON too deep');
		else expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
		expect(requests).toHaveLength(1);
		for (const { reason } of failed) expect(String(reason).length).toBeLessThan(300);
	});
});

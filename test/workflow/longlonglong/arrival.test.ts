import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { POOL_CHECK, TASK_CHECK } from '../arrival/records/longlonglong';
import { bring, runCheck } from '../arrival/testedChecks';
import { contacts, phoneOf, runImport, useSandbox } from '../import/importing';

const sandbox = useSandbox();

const mobiles = (rows: IDataObject[]) => rows.map(({ mobile }) => mobile);

it('a task number that got a suffix is found by its number', async () => {
	const rows = contacts(2);
	await runImport(TASK_CHECK.importedBy, sandbox.current, { rows, options: { numberAddSuffix: true } });
	sandbox.current.requests.clear();
	const { arrived } = await runCheck(TASK_CHECK, sandbox.current, { rows });
	expect(arrived).toHaveLength(2);
});

it.each([
	['query', 'body', 0],
	['body', 'query', 0],
	['query', 'both', 3],
	['body', 'both', 3],
] as const)(
	'a platform that reads filters from the %s, asked by %s, looks nobody else up',
	async (filtersFrom, filtersIn, bounded) => {
		await bring(POOL_CHECK, sandbox.current, contacts(8));
		sandbox.current.settings.filtersFrom = filtersFrom;
		const rows = [{ mobile: phoneOf(5) }, { mobile: '13100000000' }];
		const { arrived, missing, requests } = await runCheck(POOL_CHECK, sandbox.current, {
			rows,
			options: { filtersIn },
		});
		// A filter that was not applied shows by another customer: then only the whole list tells.
		expect([arrived.length, missing.length]).toEqual([1, 1]);
		expect(requests.length).toBeLessThanOrEqual(bounded === 0 ? 4 : bounded);
	},
);

it('a mask that shows the end of a suffix says nothing of the phone before it', async () => {
	sandbox.current.settings.maskPhonesInLists = true;
	const { longlonglong } = sandbox.current;
	sandbox.current.seed({ numbers: 2 });
	const task = longlonglong.tasks.get(LONGLONGLONG.tasks.classicPaused)!;
	const [first, second] = [...task.numbers.values()];
	task.numbers.clear();
	// The second suffix is all digits, and the end of a phone that is not in the task.
	longlonglong.putNumber(task, { ...first!, number: '13800000001_a1b2' });
	longlonglong.putNumber(task, { ...second!, number: '13800000002_0009' });
	const rows = ['13800000001', '13800000009', '13900000003'].map((mobile) => ({ mobile }));
	const { arrived, missing, unknown } = await runCheck(TASK_CHECK, sandbox.current, { rows });
	expect([arrived, mobiles(missing)]).toEqual([[], ['13900000003']]);
	expect(mobiles(unknown)).toEqual(['13800000001', '13800000009']);
});

import type { IDataObject } from 'n8n-workflow';

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

it.each(['mixed', 'letters', 'digits'] as const)(
	'masks that show the ends of suffixes (%s) say nothing of the phones before them',
	async (numberSuffixes) => {
		Object.assign(sandbox.current.settings, { maskPhonesInLists: true, numberSuffixes });
		const imported = ['13800000007', '13800000008'].map((mobile) => ({ person: 'x', mobile }));
		await runImport(TASK_CHECK.importedBy, sandbox.current, {
			rows: imported,
			options: { numberAddSuffix: true },
		});
		sandbox.current.requests.clear();
		// Digits count from 0000: the first suffix is the end of the second phone, which is not in the task.
		const rows = ['13800000007', '13800000000', '13900000003'].map((mobile) => ({ mobile }));
		const { arrived, missing, unknown } = await runCheck(TASK_CHECK, sandbox.current, { rows });
		expect([arrived, mobiles(missing)]).toEqual([[], ['13900000003']]);
		expect(mobiles(unknown)).toEqual(['13800000007', '13800000000']);
	},
);

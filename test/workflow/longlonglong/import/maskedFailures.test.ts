import type { IDataObject } from 'n8n-workflow';
import { hostile } from '../../../../sandbox';
import { answerImport, contacts, countBy, phoneOf, runImport, useSandbox } from '../../import/importing';
import { NUMBER_ADD } from '../../import/records/longlonglong';

const sandbox = useSandbox();

describe('masked failures of number/add', () => {
	const importing = async (phones: string[], data: IDataObject) => {
		answerImport(
			NUMBER_ADD,
			sandbox.current,
			hostile.json({ code: 200, status: 'success', message: '', data }),
		);
		const rows = phones.map((mobile) => ({ mobile, person: 'x' }));
		const { success, failed, summary } = await runImport(NUMBER_ADD, sandbox.current, { rows });
		const statuses = phones.map(
			(phone) => [...success, ...failed].find(({ mobile }) => mobile === phone)?.status,
		);
		return { statuses, success, failed, summary };
	};
	const refused = (mask: string, cause = '格式不正确。') => ({ fail_data: mask, fail_cause: cause });
	const PHONES = ['13800008179', '13900008179', '13811118179', '13700001234'];

	it('one that fits one row fails that row, with the platform’s cause', async () => {
		const { statuses, failed } = await importing(PHONES, {
			taskNumberCount: 3,
			fail_datas: [refused('139***8179')],
		});
		expect(statuses).toEqual(['imported', 'failed', 'imported', 'imported']);
		expect(failed).toMatchObject([{ reason: '格式不正确。', reasonCode: '格式不正确', batch: 0 }]);
	});

	it('as many as rows that fit fail all of these', async () => {
		const { statuses } = await importing(PHONES, {
			taskNumberCount: 2,
			fail_datas: [refused('138***8179'), refused('138***8179', '已经存在。')],
		});
		expect(statuses).toEqual(['failed', 'imported', 'failed', 'imported']);
	});

	it('of different causes are different reasons in the Summary', async () => {
		const { summary } = await importing(PHONES, {
			taskNumberCount: 1,
			fail_datas: [
				refused('139***8179'),
				refused('138***8179', '已经存在。'),
				refused('138***8179', '已经存在。'),
			],
		});
		expect(summary.reasons).toMatchObject([
			{ status: 'failed', reasonCode: '已经存在', rows: 2, firstItem: 0 },
			{ status: 'failed', reasonCode: '格式不正确', rows: 1, firstItem: 1 },
		]);
	});

	it('one that fits two rows leaves both unconfirmed, with the cause, and spoils no other', async () => {
		const { statuses, failed } = await importing(PHONES, {
			taskNumberCount: 3,
			fail_datas: [refused('138***8179')],
		});
		expect(statuses).toEqual(['unconfirmed', 'imported', 'unconfirmed', 'imported']);
		expect(failed[0]).toMatchObject({ reasonCode: 'ambiguous' });
		expect(failed[0]?.reason).toMatch(/138\*\*\*8179.*2 rows.*格式不正确。/);
	});

	it('as an object, as PHP sends a list with gaps, count all the same', async () => {
		const { statuses, failed } = await importing(PHONES, {
			taskNumberCount: 3,
			fail_datas: { 1: refused('139***8179') },
		});
		expect(statuses).toEqual(['imported', 'failed', 'imported', 'imported']);
		expect(failed).toMatchObject([{ reason: '格式不正确。' }]);
	});

	it.each<[string, IDataObject]>([
		['fewer imported than are left', { taskNumberCount: 2, fail_datas: [refused('137***1234')] }],
		['all imported, and one refused', { taskNumberCount: 4, fail_datas: [refused('137***1234')] }],
		['more imported than were sent', { taskNumberCount: 9, fail_datas: [] }],
		['a failure that fits no row', { taskNumberCount: 3, fail_datas: [refused('999***9999')] }],
		['no counts at all', {}],
		[
			'one row refused twice',
			{ taskNumberCount: 2, fail_datas: [refused('137***1234'), refused('137***1234')] },
		],
		[
			'two masks for one row',
			{ taskNumberCount: 2, fail_datas: [refused('137***1234'), refused('137*1234')] },
		],
		['a failure without a number', { taskNumberCount: 3, fail_datas: [null] }],
		[
			'a count that is true',
			{ taskNumberCount: true, fail_datas: ['', '', ''].map((mask) => refused(mask)) },
		],
	])('%s: every row is unconfirmed, a refused one with its cause', async (_what, data) => {
		const { statuses, failed } = await importing(PHONES, data);
		expect(statuses).toEqual(PHONES.map(() => 'unconfirmed'));
		const causes = JSON.stringify(data).includes('137*') ? ['13700001234'] : [];
		expect(
			failed.filter(({ reason }) => /^格式不正确。/.test(String(reason))).map(({ mobile }) => mobile),
		).toEqual(causes);
	});

	it('come from the platform itself: numbers that the task has already', async () => {
		await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(2) });
		const { success, failed } = await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(4) });
		expect(success.map(({ mobile }) => mobile)).toEqual([phoneOf(2), phoneOf(3)]);
		expect(failed).toMatchObject([0, 1].map((index) => ({ mobile: phoneOf(index), reason: '已经存在。' })));
		expect(countBy(failed, 'status')).toEqual({ failed: 2 });
	});

	it('are not enough when the platform drops a number without a word', async () => {
		sandbox.current.settings.duplicateNumbers = 'dropped';
		await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(1) });
		const { success, failed } = await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(3) });
		expect(success).toEqual([]);
		expect(countBy(failed, 'reasonCode')).toEqual({ unaccounted: 3 });
	});

	it('do not come with Skip Refused Rows off: the whole request is refused, in words', async () => {
		const rows = [...contacts(1), { mobile: '12', person: 'x' }];
		const options = { skipError: false };
		const { error } = await runImport(NUMBER_ADD, sandbox.current, { rows, options });
		expect(error).toMatchObject({ message: 'data.1.phone: 格式不正确。' });
	});
});

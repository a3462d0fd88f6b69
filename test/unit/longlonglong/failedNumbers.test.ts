import { numberOutcomes } from '../../../nodes/longlonglong/importCalls/failedNumbers';

const failure = (fail_data: string, fail_cause = '空号') => ({ fail_data, fail_cause });

describe('a reply that names more failures than there were rows', () => {
	it('in one mask, is read in a time that grows with it and leaves no row imported', () => {
		const fail_datas = Array.from({ length: 200_000 }, () => failure('138***8000'));
		const outcomes = numberOutcomes({ taskNumberCount: 1, fail_datas }, ['13800138000', '13900139000']);
		expect(outcomes.map(({ status }) => status)).not.toContain('imported');
	});

	it('in many masks, leaves every row unconfirmed', () => {
		const fail_datas = Array.from({ length: 200_000 }, (_, index) => failure(`${index}***`));
		const outcomes = numberOutcomes({ taskNumberCount: 0, fail_datas }, ['13800138000', '13900139000']);
		expect(outcomes.map(({ status }) => status)).toEqual(['unconfirmed', 'unconfirmed']);
	});
});

describe('counts that contradict the failures', () => {
	it('leave all rows unconfirmed, the refused ones with the platform’s cause', () => {
		const data = { taskNumberCount: 2, fail_datas: [failure('138***8000')] };
		const outcomes = numberOutcomes(data, ['13800138000', '13900139000']);
		expect(outcomes.map(({ status }) => status)).toEqual(['unconfirmed', 'unconfirmed']);
		expect(outcomes[0]).toMatchObject({ reason: expect.stringMatching(/^空号 \(The platform counted 2/) });
		expect(outcomes[1]).toMatchObject({ reason: expect.not.stringContaining('空号') });
	});
});

describe('failures that come as an object', () => {
	it('are read entry by entry, with causes in any form', () => {
		const fail_datas = { 1: { fail_data: '138***8000', fail_cause: { phone: ['空号'] } } };
		const outcomes = numberOutcomes({ taskNumberCount: 1, fail_datas }, ['13900139000', '13800138000']);
		expect(outcomes).toEqual([
			{ status: 'imported' },
			{ status: 'failed', reason: 'phone: 空号', reasonCode: 'phone: 空号' },
		]);
	});
});

describe('the code of a refused number', () => {
	const codeOf = (fail_cause: unknown) => {
		const fail_datas = [{ fail_data: '138***8000', fail_cause }];
		const [outcome] = numberOutcomes({ taskNumberCount: 0, fail_datas }, ['13800138000']);
		return outcome && 'reasonCode' in outcome ? outcome.reasonCode : undefined;
	};

	it.each([
		['格式不正确。', '格式不正确'],
		['号码已经存在！', '号码已经存在'],
		['号码（已经存在）。', '号码（已经存在'],
		['13800138000 已经存在', '已经存在'],
		['第 3 行 (138***8000) 已经存在。', '第 行 () 已经存在'],
		['。', 'refused'],
		['4711', 'refused'],
		['', 'refused'],
		[null, 'refused'],
		['原因'.repeat(50), '原因'.repeat(20)],
	])('of the cause %j is %s', (cause, code) => {
		expect(codeOf(cause)).toBe(code);
	});
});

describe('a reply that adds up', () => {
	it('is believed: the row that a mask fits has failed with its cause, the others are imported', () => {
		const data = { taskNumberCount: 1, fail_datas: [failure('138***8000')] };
		expect(numberOutcomes(data, ['13800138000', '13900139000'])).toEqual([
			{ status: 'failed', reason: '空号', reasonCode: '空号' },
			{ status: 'imported' },
		]);
		expect(numberOutcomes({ taskNumberCount: '2' }, ['13800138000', '13900139000'])).toEqual([
			{ status: 'imported' },
			{ status: 'imported' },
		]);
	});

	it('also when the only row of the request was refused, and without a cause', () => {
		const data = { taskNumberCount: 0, fail_datas: [{ fail_data: '138***8000' }] };
		expect(numberOutcomes(data, ['13800138000'])).toEqual([
			{ status: 'failed', reason: 'the platform gave no reason', reasonCode: 'refused' },
		]);
	});

	it('may name a mask as often as it fits rows: all of them have failed, with every cause once', () => {
		const fail_datas = [failure('138***8000'), failure('138***8000', '停机'), failure('138***8000')];
		const phones = ['13800138000', '13811118000', '13822228000', '13900139000'];
		const refused = { status: 'failed', reason: '空号 停机', reasonCode: '空号 停机' };
		expect(numberOutcomes({ taskNumberCount: 1, fail_datas }, phones)).toEqual([
			...[refused, refused, refused],
			{ status: 'imported' },
		]);
	});
});

describe('a mask that fits more rows than were refused', () => {
	it('leaves these rows unconfirmed and says why', () => {
		const data = { taskNumberCount: 2, fail_datas: [failure('138***8000')] };
		const ambiguous = {
			status: 'unconfirmed',
			reason: 'The platform refused 1 number(s) shown as 138***8000, which fits 2 rows of this request: 空号',
			reasonCode: 'ambiguous',
		};
		expect(numberOutcomes(data, ['13800138000', '13811118000', '13900139000'])).toEqual([
			...[ambiguous, ambiguous],
			{ status: 'imported' },
		]);
	});

	it('beside one that fits no row, leaves every row unconfirmed', () => {
		const data = { taskNumberCount: 1, fail_datas: [failure('138***8000'), failure('911***0000')] };
		const outcomes = numberOutcomes(data, ['13800138000', '13811118000', '13900139000']);
		expect(outcomes[2]).toEqual({
			status: 'unconfirmed',
			reason: 'The platform counted 1 imported rows of 3 and refused 2, 1 of which fit no row',
			reasonCode: 'unaccounted',
		});
		expect(outcomes.map(({ status }) => status)).not.toContain('imported');
	});
});

it('a row that is refused twice is in doubt with both causes, because one of them is about another row', () => {
	const fail_datas = [failure('138***8000'), failure('138***8000', '停机')];
	const [refused] = numberOutcomes({ taskNumberCount: 0, fail_datas }, ['13800138000', '13900139000']);
	expect(refused).toEqual({
		status: 'unconfirmed',
		reason: '空号 停机 (The platform counted 0 imported rows of 2 and refused 2, 1 of which fit no row)',
		reasonCode: 'unaccounted',
	});
});

describe('two masks that fit the same row', () => {
	const fail_datas = [failure('138***8000'), failure('1***8000', '停机')];

	it('leave it unconfirmed, with the cause of the first', () => {
		const phones = ['13800138000', '13811118000', '15900139000'];
		const outcomes = numberOutcomes({ taskNumberCount: 1, fail_datas }, phones);
		expect(outcomes[0]).toMatchObject({ status: 'unconfirmed', reasonCode: 'ambiguous' });
		expect(outcomes[2]).toEqual({ status: 'imported' });
	});

	it('leave the others unconfirmed too, since a refused row is among them', () => {
		const phones = ['13800138000', '15800138001', '15900139000'];
		const outcomes = numberOutcomes({ taskNumberCount: 1, fail_datas }, phones);
		expect(outcomes).toEqual([
			expect.objectContaining({
				status: 'unconfirmed',
				reason: expect.stringMatching(/^空号 \(The platform/),
			}),
			expect.objectContaining({ status: 'unconfirmed' }),
			expect.objectContaining({ status: 'unconfirmed' }),
		]);
	});

	it('are more than there are rows: nothing of the reply is believed', () => {
		expect(numberOutcomes({ taskNumberCount: 0, fail_datas }, ['13800138000'])).toEqual([
			{
				status: 'unconfirmed',
				reason: 'The platform counted 0 imported rows of 1 and refused 2, 2 of which fit no row',
				reasonCode: 'unaccounted',
			},
		]);
	});
});

describe('a reply without anything about the rows', () => {
	it.each([null, '', [], 'ok'])('%j leaves every row unconfirmed', (data) => {
		const nothing = {
			status: 'unconfirmed',
			reason: 'The platform took the request, but its reply does not say what became of the rows',
			reasonCode: 'unaccounted',
		};
		expect(numberOutcomes(data, ['13800138000', '13900139000'])).toEqual([nothing, nothing]);
	});

	it('but with other facts leaves them unconfirmed and says that the count is missing', () => {
		expect(numberOutcomes({ crmCustomerCount: 1 }, ['13800138000'])).toEqual([
			{
				status: 'unconfirmed',
				reason: 'The platform counted no imported rows of 1 and refused 0, 0 of which fit no row',
				reasonCode: 'unaccounted',
			},
		]);
	});
});

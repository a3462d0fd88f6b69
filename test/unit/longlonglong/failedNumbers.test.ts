import { numberOutcomes } from '../../../nodes/longlonglong/importCalls/failedNumbers';
import { matchesMask } from '../../../nodes/rows/masks';

const failure = (fail_data: string) => ({ fail_data, fail_cause: '空号' });

describe('a masked phone', () => {
	it.each([
		['911***8179', '91138008179', true],
		['911***8179', '91138008170', false],
		['1**3***9', '13800138009', true],
		['1**3***9', '15550003', false],
		['***', '13800138000', false],
		['13800138000', '13800138000', true],
	])('%s may be %s: %s', (mask, phone, fits) => {
		expect(matchesMask(phone, mask)).toBe(fits);
	});
});

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

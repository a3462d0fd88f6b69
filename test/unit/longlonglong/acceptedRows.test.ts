import { acceptedOutcomes, uniqueIdOf } from '../../../nodes/longlonglong/importCalls/acceptedRows';

describe('the batch number in a reply', () => {
	it.each<[unknown, string | undefined]>([
		[{ unique_id: 'u-1' }, 'u-1'],
		[{ unique_id: 7 }, '7'],
		['u-1', 'u-1'],
		[{ unique_id: '' }, undefined],
		[{ unique_id: 0 }, undefined],
		[{ unique_id: true }, undefined],
		[{}, undefined],
		['', undefined],
		// A number by itself may be a count of rows.
		[7, undefined],
		[['u-1'], undefined],
		[null, undefined],
	])('%j: %j', (data, id) => {
		expect(uniqueIdOf(data)).toBe(id);
	});
});

describe('the rows of a request that was taken and is worked on later', () => {
	it('are accepted, each with the batch number', () => {
		const accepted = { status: 'accepted', details: { uniqueId: 'u-1' } };
		expect(acceptedOutcomes({ unique_id: 'u-1' }, 2, true)).toEqual([accepted, accepted]);
		expect(acceptedOutcomes('u-1', 1, false)).toEqual([accepted]);
	});

	it('are unconfirmed without a number that the documents promise, because nobody could follow them up', () => {
		expect(acceptedOutcomes({}, 1, true)).toEqual([
			{
				status: 'unconfirmed',
				reason: 'The platform took the request, but its reply has no batch number (unique_id)',
				reasonCode: 'unaccounted',
			},
		]);
	});

	it('are accepted without a number that nobody promised', () => {
		expect(acceptedOutcomes({}, 2, false)).toEqual([{ status: 'accepted' }, { status: 'accepted' }]);
	});
});

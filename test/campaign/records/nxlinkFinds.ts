import type { Find } from '../findPlans';
import { answering, plain } from '../findPlans';

export const NXLINK_FINDS: Find[] = [
	{ what: 'a byte order mark left every row in doubt', plan: plain('upsert', 2, answering('byteOrderMark')) },
	{
		what: 'an envelope 429 of NXLink was not tried again',
		plan: plain('upsert', 2, {
			faults: [{ kind: 'tooMany', errorBody: 'envelope', httpStatus: 200 }],
			onError: 'continueRegularOutput',
		}),
	},
	{
		what: 'a day without a zone shifted with the zone of the machine',
		plan: plain(
			'upsert',
			2,
			{ zone: 'America/New_York' },
			{ 0: { column: 'birthday', given: '1990/4/12 0:00' } },
		),
	},
	{
		what: 'a time without a zone was moved into the zone of the workflow',
		plan: plain('upsert', 2, { zone: 'Asia/Shanghai' }, { 0: { column: 'next', given: '1990/4/12 8:30' } }),
	},
	{
		what: 'a number lost its last digit',
		plan: plain('upsert', 2, {}, { 0: { column: 'shops', given: '110101199003077735' } }),
	},
	{
		what: 'an empty customize_field went out as an object and refused its whole request',
		plan: plain('upsert', 3, {}, { 1: { column: 'customize_field', given: {} } }),
	},
];

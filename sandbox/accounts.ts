/**
 * The accounts and objects of a new sandbox, which tests, demos and credentials use.
 * None of these values is secret, but the sandbox masks them as if they were,
 * so that a test can search its page and its control API for leaks.
 */

export const LONGLONGLONG = {
	token: 'sandbox-longlonglong-token',
	/** The main account (主账号), `user_id` in every path. */
	userId: '11111111-1111-4111-8111-111111111111',
	subUserIds: ['11111111-1111-4111-8111-1111111111a1', '11111111-1111-4111-8111-1111111111a2'],
	tasks: {
		classicPaused: '22222222-2222-4222-8222-222222222222',
		newPaused: '33333333-3333-4333-8333-333333333333',
		newRunning: '44444444-4444-4444-8444-444444444444',
		inbound: '55555555-5555-4555-8555-555555555555',
		/** A classic task of the first sub-account; only all_task and `sub_user_id` show it. */
		ofSubAccount: '66666666-6666-4666-8666-666666666666',
	},
	/** Custom fields of the public pool; the ids are those of the manual's sample (M-tmpl). */
	components: {
		text: '91a4ff5d-3d14-4b85-a062-a3468e48f4be',
		number: 'c87d8629-7cfd-4980-bb3a-7827bff4b72c',
		date: '44560536-46b5-4e38-852e-949fd12c1ee6',
	},
	/** The value of `?secret=` in a callback address. The platform itself has no such parameter. */
	callbackSecret: 'sandbox-callback-secret',
} as const;

export const NXLINK = {
	accessKey: 'sandbox-access-key',
	accessSecret: 'sandbox-nxlink-secret',
	tenantId: 123,
	appKey: '46oKF=os',
	/** Seats (坐席) that `belong_seat_user` may name; any other is 12148. */
	seats: ['anna@example.com', 'bob@example.com'],
} as const;

/** Values that never appear in what the sandbox shows; see masking.ts. */
export const SECRETS: readonly string[] = [
	LONGLONGLONG.token,
	LONGLONGLONG.callbackSecret,
	NXLINK.accessKey,
	NXLINK.accessSecret,
	NXLINK.appKey,
];

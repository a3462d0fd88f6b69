import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG, SECRETS } from '../../../sandbox';
import type { Endpoint } from '../../../sandbox/http/call';
import {
	addNumbers,
	addNumbersLater,
	importCustomers,
} from '../../../sandbox/longlonglong/endpoints/imports';
import { guarded } from '../../../sandbox/longlonglong/endpoints/routes';
import type { World } from '../../../sandbox/world';
import { POOL_CHECK, TASK_CHECK } from '../../workflow/arrival/records/longlonglong';
import { CUSTOMER_IMPORT, NUMBER_ADD, NUMBER_ADD_ASYNC } from '../../workflow/import/records/longlonglong';
import { byId } from '../../workflow/import/records/testedImport';
import { mostly } from '../arbitraries';
import type { Plan } from '../plan';
import type { DrawnImport, Json, Stores } from './drawnImport';
import { COMPONENT, CUSTOMER_COLUMNS, TASK_COLUMNS, VARIABLE, plainColumns } from './longlonglongColumns';

const NOBODY = 'nobody';

const customerOptions = {
	encryption: mostly(false, true),
	subUserId: fc.oneof(
		{ weight: 12, arbitrary: fc.constantFrom<string>(...LONGLONGLONG.subUserIds) },
		{ weight: 1, arbitrary: fc.constantFrom('', ' ', NOBODY) },
	),
};

const taskOptions = { ...customerOptions, ignoreCrm: fc.boolean(), numberAddSuffix: fc.boolean() };

function head({ options }: Plan): IDataObject {
	const { encryption, ignoreCrm, numberAddSuffix } = options;
	const subUserId = String(options.subUserId ?? '').trim();
	return {
		...(encryption !== undefined && { encryption }),
		...(ignoreCrm !== undefined && { ignore_crm: ignoreCrm }),
		...(numberAddSuffix !== undefined && { number_add_suffix: numberAddSuffix }),
		...(subUserId !== '' && { sub_user_id: subUserId }),
	};
}

/** The entries of a list of pairs as columns; an entry that comes twice is a column that nobody expects. */
function entriesOf(prefix: string, list: unknown, name: string, value: string): Json {
	const entries: Json = {};
	for (const entry of Array.isArray(list) ? (list as Json[]) : []) {
		const column = prefix + String(entry[name]);
		entries[column in entries ? `${column} (twice)` : column] = entry[value];
	}
	return entries;
}

const storingsIn =
	(place: 'pool' | 'task') =>
	({ longlonglong }: Stores) =>
		longlonglong.storings.filter((storing) => storing.place === place);

const platform = {
	baseColumns: { phone: 'phone', name: 'name' },
	// A suffix such as `_a1` is the platform's own (sandbox/longlonglong/rows.ts). No page says what else a phone may hold.
	phoneForm: { keepsCountryCode: false, accepted: /^\d{5,20}(?:_[a-z0-9]+)?$/, isChecked: false },
	refusedPhone: (index) => String(1000 + (index % 9000)),
	rowCodes: [400, 422, 7001],
	/** Custom fields and extra data, which only the public pool keeps. */
	isLost: (column, { ignoreCrm }) =>
		ignoreCrm === true && (column === 'extra' || column.startsWith(COMPONENT)),
	isDenied: ({ subUserId }) => subUserId === NOBODY,
	has503InEnvelope: true,
	denials: /^40[13]$/,
	head,
	accountFields: [],
	repeatedFields: ['sub_user_id'],
	wireColumns: (row) => ({
		...plainColumns(row),
		...entriesOf(COMPONENT, row.components, 'id', 'value'),
		...entriesOf(VARIABLE, row.custom_vars, 'name', 'text'),
	}),
	secrets: SECRETS,
} satisfies Partial<DrawnImport>;

/** Where the import's request arrives. */
const endpoint = (path: RegExp, serve: (world: World) => Endpoint) => ({
	path,
	of: (world: World) => serve(world),
});

const CUSTOMER: DrawnImport = {
	...platform,
	name: 'customer',
	tested: CUSTOMER_IMPORT,
	arrival: POOL_CHECK,
	endpoint: endpoint(/\/user\/(?<userId>[^/]+)\/async_customer$/, (world) => guarded(world, importCustomers)),
	columns: () => CUSTOMER_COLUMNS,
	options: customerOptions,
	refusesLater: true,
	storings: storingsIn('pool'),
};

const task = {
	...platform,
	place: { taskId: byId(LONGLONGLONG.tasks.newPaused) },
	arrival: TASK_CHECK,
	columns: () => TASK_COLUMNS,
	storings: storingsIn('task'),
	furtherPlace: {
		label: 'the pool',
		storings: storingsIn('pool'),
		isWanted: ({ ignoreCrm }) => ignoreCrm !== true,
	},
} satisfies Partial<DrawnImport>;

const ADD: DrawnImport = {
	...task,
	name: 'add',
	tested: NUMBER_ADD,
	endpoint: endpoint(/\/user\/(?<userId>[^/]+)\/task\/(?<taskId>[^/]+)\/number$/, (world) =>
		guarded(world, addNumbers),
	),
	options: { ...taskOptions, skipError: mostly(true, false) },
	refusesWholeRequest: ({ skipError }) => skipError === false,
	refusesLater: false,
	head: (plan) => ({ skip_error: plan.options.skipError !== false, ...head(plan) }),
};

const ADD_ASYNC: DrawnImport = {
	...task,
	name: 'addAsync',
	tested: NUMBER_ADD_ASYNC,
	endpoint: endpoint(/\/user\/(?<userId>[^/]+)\/task\/(?<taskId>[^/]+)\/async_number$/, (world) =>
		guarded(world, addNumbersLater),
	),
	options: taskOptions,
	refusesLater: true,
	// A task takes a number once, unless each gets a suffix; the asynchronous call says so of a repeated one only later.
	storesOnce: ({ options }) => options.numberAddSuffix !== true,
	isBelieved: (body) => body.includes('"code":200') && !body.includes('"fail"'),
};

export const LONGLONGLONG_DRAWN = [CUSTOMER, ADD, ADD_ASYNC];

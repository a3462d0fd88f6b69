import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultOrder, RowRule, Settings } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import type { Column, Operation } from './columns';
import { BASE_COLUMNS, columnsOf, OPERATIONS } from './columns';
import { faults } from './faults';
import type { PhoneRules } from './phones';
import type { PlannedRow, RowOrder, RowSetting } from './rows';
import { DISLIKED, makeRow, REFUSED_LATER, rowOrders } from './rows';

export interface Plan {
	operation: Operation;
	rows: PlannedRow[];
	/** What the input calls the columns that are mapped, beside phone and name. */
	columns: string[];
	options: IDataObject;
	/** Each column by an expression, or all of them by their names. */
	mappingMode: 'defineBelow' | 'autoMapInputData';
	/** NXLink only: what becomes of a customer that is there, and what is said of one that is kept. */
	whenExists?: 'keep' | 'merge' | 'replace';
	keptRows?: Settings['keptRows'];
	/** Rules of the platform that nobody knows: which rows make it refuse their request, and which it refuses later. */
	refusedRows: RowRule[];
	rowsRefusedLater: RowRule[];
	faults: FaultOrder[];
	/** Whether the node stops on errors or sends everything out by its outputs. */
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** n8n's cancel button is pressed once the platform has got this many requests. */
	cancelAfter?: number;
	/** Campaign only: whether the rows are checked before the import, and asked after when it is over. */
	checksFirst?: boolean;
	asksAfter?: boolean;
	/** Whether the platform's lists show phones with asterisks in the middle. */
	maskPhonesInLists?: boolean;
	/** What a task puts behind numbers that get a suffix. */
	numberSuffixes?: Settings['numberSuffixes'];
	/** Whether the platform answers a question about one phone with its whole list. */
	ignoresFilters?: boolean;
	/** Simulation only: whether a request may be under way for longer than anybody waits. */
	detours?: boolean;
	/** How wrong this machine's clock is for NXLink. */
	clockOffsetMs: number;
	errorStatus: 'always200' | 'matching';
	/** Time zones of the workflow and of the machine. */
	zone: string;
	machineZone: string;
}

const LIMITS: Record<Operation, number> = { customer: 200, add: 100, addAsync: 200, upsert: 100 };

/** In São Paulo clocks changed at midnight until 2018; in Shanghai they changed until 1991. */
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata'] as const;

/** Mostly what leaves the other options something to do. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
	return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}

const longlonglongOptions = {
	encryption: mostly(false, true),
	subUserId: fc.oneof(
		{ weight: 12, arbitrary: fc.constantFrom<string>(...LONGLONGLONG.subUserIds) },
		{ weight: 1, arbitrary: fc.constantFrom('', ' ', 'nobody') },
	),
};

const taskOptions = { ignoreCrm: fc.boolean(), numberAddSuffix: fc.boolean() };

function optionsOf(operation: Operation): fc.Arbitrary<IDataObject> {
	return fc.record(
		{
			batchSize: fc.oneof(fc.integer({ min: 1, max: LIMITS[operation] }), fc.integer({ min: 5, max: 30 })),
			batchesAtOnce: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
			batchInterval: fc.constantFrom(0, 10, 500),
			cleanPhones: mostly(true, false),
			maxTries: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 9 })),
			skipDuplicates: fc.boolean(),
			outputFields: fc.constantFrom('input', 'sent', 'outcome'),
			splitRefused: mostly(true, false),
			retryWhenUnknown: mostly(false, true),
			...(operation === 'upsert' && { strictBinding: fc.boolean() }),
			...(operation !== 'upsert' && longlonglongOptions),
			...((operation === 'add' || operation === 'addAsync') && taskOptions),
			...(operation === 'add' && { skipError: mostly(true, false) }),
		},
		{ requiredKeys: [] },
	);
}

/** A limit of failures ends most imports of this campaign before anything goes wrong, so few have one. */
const failureLimit = fc.oneof(
	{ weight: 9, arbitrary: fc.constant({}) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 2, 10, 40).map((maxFailedPercent) => ({ maxFailedPercent })) },
);

/** How an import with these options reads phones. */
export function phoneRules(operation: Operation, { cleanPhones, encryption }: IDataObject): PhoneRules {
	const encrypted = operation !== 'upsert' && encryption === true;
	const platform = operation === 'upsert' ? 'nxlink' : 'longlonglong';
	return { cleaned: cleanPhones !== false && !encrypted, encrypted, platform };
}

/** Codes with which platforms refuse a whole request because of its rows; the last one is known to nobody. */
const ROW_CODES: Record<PhoneRules['platform'], number[]> = {
	longlonglong: [400, 422, 7001],
	nxlink: [1002, 12148, 12999],
};

function rulesFor(operation: Operation, beginning: string): fc.Arbitrary<RowRule[]> {
	const rule = { field: BASE_COLUMNS[operation].name ?? '', pattern: `^${beginning}` };
	const codes = ROW_CODES[operation === 'upsert' ? 'nxlink' : 'longlonglong'];
	return fc.oneof(
		{ weight: 2, arbitrary: fc.constant<RowRule[]>([]) },
		{ weight: 1, arbitrary: fc.constant<RowRule[]>([rule]) },
		{
			weight: 1,
			arbitrary: fc.constantFrom(...codes).map((code) => [{ ...rule, code, message: '数据有误' }]),
		},
	);
}

/**
 * An asynchronous call that is answered "code 200" is taken to have worked, since nothing more is documented; where the platform would
 * have refused a row, such an answer is a lie that no check can see through.
 */
export function isLie(operation: Operation, fault: FaultOrder): boolean {
	const body = fault.kind === 'answer' ? String(fault.body) : '';
	return operation === 'addAsync' && body.includes('"code":200') && !body.includes('"fail"');
}

/** What a kind of campaign draws for itself. */
export interface Drawn {
	/** At least one. */
	rows: fc.Arbitrary<RowOrder[]>;
	faults: fc.Arbitrary<FaultOrder[]>;
	/** Which of an operation's further columns are mapped. */
	columns(all: Column[]): fc.Arbitrary<Column[]>;
	/** Options in place of those that are drawn for all. */
	options?: fc.Arbitrary<IDataObject>;
}

interface Frame extends RowSetting {
	options: IDataObject;
}

/** What the rows of an import depend on. */
function frames({ columns, options: own = fc.constant({}) }: Drawn): fc.Arbitrary<Frame> {
	return fc.constantFrom(...OPERATIONS).chain((operation) =>
		fc
			.tuple(optionsOf(operation), failureLimit, own, fc.constantFrom(...ZONES))
			.chain(([drawn, limit, given, zone]) => {
				const options: IDataObject = { ...drawn, ...limit, ...given };
				const rules = phoneRules(operation, options);
				const chosen = columns(columnsOf(operation, rules));
				const ignoresPool = options.ignoreCrm === true;
				return chosen.map((list) => ({ operation, options, zone, rules, ignoresPool, columns: list }));
			}),
	);
}

/** Everything a run depends on, so that a seed brings it back. */
export function plansOf(drawn: Drawn): fc.Arbitrary<Plan> {
	return frames(drawn).chain(({ operation, options, ...setting }) =>
		fc.record({
			operation: fc.constant(operation),
			options: fc.constant(options),
			zone: fc.constant(setting.zone),
			columns: fc.constant(setting.columns.map(({ key }) => key)),
			rows: drawn.rows.map((list) =>
				list.map((order, index) => makeRow(order, index, { operation, ...setting })),
			),
			mappingMode: fc.constantFrom('defineBelow', 'autoMapInputData'),
			...(operation === 'upsert' && {
				whenExists: fc.constantFrom('keep' as const, 'merge' as const, 'replace' as const),
				keptRows: fc.constantFrom('success' as const, 'failItem' as const),
			}),
			refusedRows: rulesFor(operation, DISLIKED),
			rowsRefusedLater: rulesFor(operation, REFUSED_LATER),
			faults: drawn.faults.map((list) => list.filter((fault) => !isLie(operation, fault))),
			onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
			checksFirst: mostly(false, true),
			asksAfter: mostly(false, true),
			maskPhonesInLists: fc.boolean(),
			numberSuffixes: fc.constantFrom('mixed' as const, 'letters' as const, 'digits' as const),
			ignoresFilters: mostly(false, true),
			cancelAfter: mostly<number | undefined>(undefined, undefined, 1, 2, 5),
			clockOffsetMs: mostly(0, -600_000, 600_000),
			errorStatus: fc.constantFrom('always200', 'matching'),
			machineZone: fc.constantFrom(...ZONES),
		}),
	);
}

/** The plans of the campaign: all columns or some, up to 2,000 rows. */
export const plans = plansOf({
	rows: rowOrders,
	faults,
	columns: (all) => fc.oneof(fc.constant(all), fc.subarray(all)),
});

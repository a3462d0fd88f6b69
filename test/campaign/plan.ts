import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultOrder, RowRule, Settings } from '../../sandbox';
import { mostly } from './arbitraries';
import type { Column } from './columns';
import type { DrawnImport } from './drawnImports';
import { importOf, PACKAGE_IMPORTS, rowSettingOf } from './drawnImports';
import { faults } from './faults';
import type { PlannedRow, RowOrder, RowSetting } from './rows';
import { DISLIKED, makeRow, REFUSED_LATER, rowOrders } from './rows';

export interface Plan {
	/** The name of an import in its record. */
	operation: string;
	rows: PlannedRow[];
	/** What the input calls the columns that are mapped, beside phone and name. */
	columns: string[];
	options: IDataObject;
	/** Each column by an expression, or all of them by their names. */
	mappingMode: 'defineBelow' | 'autoMapInputData';
	/** What its record draws beside: parameters of the node, and settings of the platform. */
	parameters?: IDataObject;
	settings?: Partial<Settings>;
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
	/** The difference between the clocks of the platform and of this machine, milliseconds. */
	clockOffsetMs: number;
	errorStatus: 'always200' | 'matching';
	/** Time zones of the workflow and of the machine. */
	zone: string;
	machineZone: string;
}

/** In São Paulo clocks changed at midnight until 2018; in Shanghai they changed until 1991. */
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata'] as const;

function optionsOf({ tested, options }: DrawnImport): fc.Arbitrary<IDataObject> {
	return fc.record(
		{
			batchSize: fc.oneof(fc.integer({ min: 1, max: tested.limit }), fc.integer({ min: 5, max: 30 })),
			batchesAtOnce: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
			batchInterval: fc.constantFrom(0, 10, 500),
			cleanPhones: mostly(true, false),
			maxTries: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 9 })),
			skipDuplicates: fc.boolean(),
			outputFields: fc.constantFrom('input', 'sent', 'outcome'),
			splitRefused: mostly(true, false),
			retryWhenUnknown: mostly(false, true),
			...options,
		},
		{ requiredKeys: [] },
	) as fc.Arbitrary<IDataObject>;
}

/** A limit of failures ends most imports of this campaign before anything goes wrong, so few have one. */
const failureLimit = fc.oneof(
	{ weight: 9, arbitrary: fc.constant({}) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 2, 10, 40).map((maxFailedPercent) => ({ maxFailedPercent })) },
);

function rulesFor({ baseColumns, rowCodes }: DrawnImport, beginning: string): fc.Arbitrary<RowRule[]> {
	const rule = { field: baseColumns.name, pattern: `^${beginning}` };
	return fc.oneof(
		{ weight: 2, arbitrary: fc.constant<RowRule[]>([]) },
		{ weight: 1, arbitrary: fc.constant<RowRule[]>([rule]) },
		{
			weight: 1,
			arbitrary: fc.constantFrom(...rowCodes).map((code) => [{ ...rule, code, message: '数据有误' }]),
		},
	);
}

/** Whether an answer would be believed that may not be true, so that no check can see through it. */
export function isLie(operation: string, fault: FaultOrder): boolean {
	const body = fault.kind === 'answer' ? String(fault.body) : '';
	return importOf(operation).isBelieved?.(body) ?? false;
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

/** What the rows of an import depend on. */
function frames(
	{ columns, options: own = fc.constant({}) }: Drawn,
	imports: readonly DrawnImport[],
): fc.Arbitrary<RowSetting> {
	return fc.constantFrom(...imports).chain((drawn) =>
		fc
			.tuple(optionsOf(drawn), failureLimit, own, fc.constantFrom(...ZONES))
			.chain(([options, limit, given, zone]) => {
				const setting = rowSettingOf(drawn.name, { ...options, ...limit, ...given }, zone);
				return columns(setting.columns).map((list) => ({ ...setting, columns: list }));
			}),
	);
}

/** Everything a run depends on, so that a seed brings it back. */
export function plansOf(parts: Drawn, imports: readonly DrawnImport[] = PACKAGE_IMPORTS): fc.Arbitrary<Plan> {
	return frames(parts, imports).chain(({ drawn, ...setting }) =>
		fc.record({
			operation: fc.constant(drawn.name),
			options: fc.constant(setting.options),
			zone: fc.constant(setting.zone),
			columns: fc.constant(setting.columns.map(({ key }) => key)),
			rows: parts.rows.map((list) =>
				list.map((order, index) => makeRow(order, index, { drawn, ...setting })),
			),
			mappingMode: fc.constantFrom('defineBelow', 'autoMapInputData'),
			parameters: drawn.parameters ?? fc.constant({}),
			settings: drawn.settings ?? fc.constant({}),
			refusedRows: rulesFor(drawn, DISLIKED),
			rowsRefusedLater: rulesFor(drawn, REFUSED_LATER),
			faults: parts.faults.map((list) => list.filter((fault) => !isLie(drawn.name, fault))),
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
export const plansFor = (imports: readonly DrawnImport[]): fc.Arbitrary<Plan> =>
	plansOf(
		{ rows: rowOrders, faults, columns: (all) => fc.oneof(fc.constant(all), fc.subarray(all)) },
		imports,
	);

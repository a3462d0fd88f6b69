import { NXLINK } from '../accounts';
import type { Call, Reply } from '../http/call';
import { findBrokenRules } from '../rowRules';
import type { Settings } from '../settings';
import type { World } from '../world';
import type { Customer } from './data/model';
import { contactsOf } from './data/store';
import { NO_SUCH_SEAT, noSuchSeat, NxlinkRefusal, nxlinkSuccess } from './envelope';
import { readBody, wrongParameter } from './request';
import type { CheckedRow } from './rows';
import { readRow } from './rows';

const MOST_CUSTOMERS = 100;

/** `type` of the request, which says how to treat a customer that exists. */
const REPLACE = 0;
const MERGE = 1;
const KEEP = 2;
/** An invented code. It is not known whether NXLink reports a kept customer as a failure. */
const CUSTOMER_KEPT = 12002;

interface FailItem {
	index: number;
	errorCode: number;
	errorMessage: string;
}

interface SuccessItem {
	index: number;
	customerId: bigint;
	whatsAppPhone: string | null;
}

/** POST customers/batch_create: creates or updates up to 100 customers (seed 004). */
export function batchCreate(world: World, call: Call): Reply {
	const body = readBody(call, world.settings);
	const type = typeOf(body.type);
	const strict = strictBindingOf(body.strict_binding);
	const rows = customersOf(body.customers);
	refuseByRules(rows, world.settings);
	const { good, failItems } = checkRows(world, rows, strict);
	const successItems: SuccessItem[] = [];
	for (const { index, checked } of good) {
		const customer = store(world, call.id, index, checked, type);
		if (customer) {
			const whatsAppPhone = customer.fields.whats_app_phone ?? null;
			successItems.push({ index, customerId: customer.id, whatsAppPhone });
		} else {
			failItems.push({ index, errorCode: CUSTOMER_KEPT, errorMessage: 'customer exists' });
		}
	}
	failItems.sort((one, other) => one.index - other.index);
	return nxlinkSuccess(
		{
			totalCount: rows.length,
			successCount: successItems.length,
			failCount: failItems.length,
			failItems,
			successItems,
		},
		world.settings,
	);
}

function typeOf(type: unknown): number {
	if (type === REPLACE || type === MERGE || type === KEEP) return type;
	throw wrongParameter('type must be 0, 1 or 2');
}

function strictBindingOf(strict: unknown): boolean {
	if (strict === undefined || strict === null) return false;
	if (typeof strict === 'boolean') return strict;
	throw wrongParameter('strict_binding must be a boolean');
}

function customersOf(customers: unknown): unknown[] {
	if (!Array.isArray(customers) || customers.length === 0)
		throw wrongParameter('customers must not be empty');
	if (customers.length > MOST_CUSTOMERS)
		throw wrongParameter(`customers must have at most ${MOST_CUSTOMERS} items`);
	return customers;
}

/** @throws NxlinkRefusal when a row breaks a rule of `settings.refusedRows`, with the rule's code and message, or 1002 */
function refuseByRules(rows: unknown[], { refusedRows }: Settings): void {
	const [first] = findBrokenRules(rows, refusedRows);
	if (!first) return;
	const { field, code, message } = first.rule;
	const usual = wrongParameter(`customers[${first.index}].${field} is not allowed`);
	throw new NxlinkRefusal(code ?? usual.code, message ?? usual.message);
}

/** Checks all rows before one is stored. A bad row refuses the request or only itself, as the documents and the settings say. */
function checkRows(world: World, rows: unknown[], strict: boolean) {
	const good: Array<{ index: number; checked: CheckedRow }> = [];
	const failItems: FailItem[] = [];
	rows.forEach((row, index) => {
		const checked = readRow(row);
		if (typeof checked === 'string') {
			const refusal = wrongParameter(`customers[${index}].${checked}`);
			if (world.settings.rowErrors === 'wholeRequest') throw refusal;
			failItems.push({ index, errorCode: refusal.code, errorMessage: refusal.message });
		} else if (checked.seat !== undefined && !(NXLINK.seats as readonly string[]).includes(checked.seat)) {
			if (!strict) throw new NxlinkRefusal(NO_SUCH_SEAT, noSuchSeat(checked.seat));
			failItems.push({ index, errorCode: NO_SUCH_SEAT, errorMessage: noSuchSeat(checked.seat) });
		} else {
			good.push({ index, checked });
		}
	});
	return { good, failItems };
}

/** @returns the stored customer; undefined when it was kept and the settings report that as a failure. */
function store(
	world: World,
	requestId: number,
	index: number,
	checked: CheckedRow,
	type: number,
): Customer | undefined {
	const existing = world.nxlink.findByContact(checked.fields);
	if (existing && type === KEEP) return world.settings.keptRows === 'success' ? existing : undefined;
	const customer =
		existing && type === MERGE ? merged(world, existing, checked) : fresh(world, existing, checked);
	if (existing) world.nxlink.forgetContacts(existing);
	world.nxlink.put(customer);
	world.nxlink.storings.push({
		at: world.clock.now(),
		requestId,
		index,
		contacts: contactsOf(checked.fields),
		customerId: customer.id,
		how: !existing ? 'created' : type === MERGE ? 'merged' : 'replaced',
		row: checked.row,
	});
	return customer;
}

/** Type 0 for a customer that exists: all old data are removed [INF]. */
function fresh(world: World, existing: Customer | undefined, checked: CheckedRow): Customer {
	const now = world.clock.now();
	return {
		id: existing?.id ?? world.nxlink.newId(),
		fields: withSeat(checked),
		gender: checked.gender,
		weight: checked.weight,
		tags: checked.tags,
		custom: checked.custom,
		sourceType: existing?.sourceType ?? 6,
		createdAt: existing?.createdAt ?? now,
		updatedAt: now,
	};
}

/** Type 1: the values of the row are added or overwrite old ones, and other values stay [INF]. */
function merged(world: World, existing: Customer, checked: CheckedRow): Customer {
	return {
		...existing,
		fields: { ...existing.fields, ...withSeat(checked) },
		gender: checked.gender ?? existing.gender,
		weight: checked.weight ?? existing.weight,
		tags: [...new Set([...existing.tags, ...checked.tags])],
		custom: { ...existing.custom, ...checked.custom },
		updatedAt: world.clock.now(),
	};
}

function withSeat({ fields, seat }: CheckedRow) {
	return seat === undefined ? fields : { ...fields, belong_seat_user: seat };
}

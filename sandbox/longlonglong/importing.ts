import { randomBytes, randomUUID } from 'node:crypto';
import { brokenRules } from '../rowRules';
import type { Settings } from '../settings';
import type { World } from '../world';
import type { Complaints } from './checks';
import { WORDS } from './checks';
import { maskNumber } from './data/maskNumber';
import type { ComponentValue, Failure, PoolCustomer, Storing, Task } from './data/model';
import type { Messages } from './envelope';
import { Refusal } from './envelope';
import type { Input } from './input';
import type { Row } from './rows';
import { checkRow } from './rows';

/** An import request that was read, but not yet stored. */
export interface Import {
	requestId: number;
	ownerId: string;
	encrypted: boolean;
	/** Without it, rows stay in the pool. */
	task?: Task;
	/** `ignore_crm`: true keeps the rows out of the pool. */
	ignoreCrm: boolean;
	addSuffix: boolean;
	rows: Row[];
}

export interface Stored {
	taskNumberCount: number;
	crmCustomerCount: number;
	failures: Failure[];
	/** As stored. */
	numbers: string[];
}

/** @returns the rows of `data`; complains when there are none, or more than the platform takes at once. */
export function rowsOf(input: Input, most: number, complaints: Complaints): unknown[] {
	const { data } = input;
	if (data === undefined || data === null) complaints.add('data', WORDS.required);
	else if (!Array.isArray(data)) complaints.add('data', WORDS.array);
	else if (data.length === 0) complaints.add('data', WORDS.required);
	else if (data.length > most) complaints.add('data', WORDS.atMost(most));
	return Array.isArray(data) ? data : [];
}

/** Complains about every bad row, as `data.<index>.<field>`. */
export function checkAllRows(
	world: World,
	rows: unknown[],
	encrypted: boolean,
	complaints: Complaints,
): void {
	const rules = { store: world.longlonglong, settings: world.settings, encrypted };
	rows.forEach((row, index) => {
		for (const { field, message } of checkRow(row, rules)) {
			complaints.add(field ? `data.${index}.${field}` : `data.${index}`, message);
		}
	});
}

/**
 * Refuses the whole request when one of its rows breaks a rule of `settings.refusedRows`, also where bad rows are otherwise skipped.
 * @throws Refusal with the first broken rule's code, and its words or the field's
 */
export function refuseByRules(rows: unknown[], { refusedRows, validationCode }: Settings): void {
	const broken = brokenRules(rows, refusedRows);
	const [first] = broken;
	if (!first) return;
	const messages: Messages = {};
	for (const { rule, index } of broken) messages[`data.${index}.${rule.field}`] = [WORDS.choice];
	throw new Refusal(first.rule.code ?? validationCode, first.rule.message ?? messages);
}

/** Parts the good rows from the bad ones, which become failures with a masked number. */
export function partRows(
	world: World,
	rows: unknown[],
	encrypted: boolean,
): { good: Row[]; failures: Failure[] } {
	const rules = { store: world.longlonglong, settings: world.settings, encrypted };
	const good: Row[] = [];
	const failures: Failure[] = [];
	for (const row of rows) {
		const [first] = checkRow(row, rules);
		if (first) failures.push(failure((row as Row | null)?.phone, first.message));
		else good.push(row as Row);
	}
	return { good, failures };
}

/** @returns the indexes of rows whose number the task has already, or an earlier row of the request. */
export function repeatedRows(task: Task, rows: unknown[]): number[] {
	const seen = new Set<unknown>();
	return rows.flatMap((row, index) => {
		const phone = (row as Row | null)?.phone;
		const repeated = seen.has(phone) || task.numbers.has(String(phone));
		seen.add(phone);
		return repeated ? [index] : [];
	});
}

/** Stores checked rows: first into the pool, then into the task (seed 001). Repeated ones are left out. */
export function storeRows(world: World, job: Import): Stored {
	const result: Stored = { taskNumberCount: 0, crmCustomerCount: 0, failures: [], numbers: [] };
	const dropRepeated = world.settings.duplicateNumbers === 'dropped';
	for (const row of job.rows) {
		const phone = String(row.phone);
		if (job.task && !job.addSuffix && job.task.numbers.has(phone)) {
			if (!dropRepeated) result.failures.push(failure(phone, WORDS.duplicate));
			continue;
		}
		if (!job.ignoreCrm) {
			if (!storeInPool(world, job, row)) {
				result.failures.push(failure(phone, WORDS.duplicate));
				continue;
			}
			result.crmCustomerCount++;
		}
		if (job.task) {
			result.numbers.push(storeInTask(world, job, job.task, row));
			result.taskNumberCount++;
		} else {
			result.numbers.push(phone);
		}
	}
	return result;
}

function storeInPool(world: World, job: Import, row: Row): boolean {
	const store = world.longlonglong;
	const phone = String(row.phone);
	const existing = store.customerByPhone(phone);
	if (existing && world.settings.poolDuplicates === 'refuse') return false;
	store.putCustomer(customerFrom(world, job, row, existing));
	note(world, job.requestId, row, { place: 'pool', storedAs: phone, how: existing ? 'updated' : 'created' });
	return true;
}

function customerFrom(world: World, job: Import, row: Row, existing: PoolCustomer | undefined): PoolCustomer {
	const id = (field: string) => (typeof row[field] === 'number' ? (row[field] as number) : null);
	return {
		id: existing?.id ?? randomUUID(),
		phone: String(row.phone),
		name: textOf(row.name),
		email: textOf(row.email),
		company: textOf(row.company),
		sex: typeof row.sex === 'number' ? row.sex : 0,
		sourceId: id('source_id'),
		industryId: id('industry_id'),
		gradeId: id('grade_id'),
		extra: textOf(row.extra),
		components: (row.components ?? []) as ComponentValue[],
		ownerId: textOf(row.sub_user_id) || job.ownerId,
		stage: existing?.stage ?? 'clue',
		followed: existing?.followed ?? false,
		called: existing?.called ?? false,
		createdAt: existing?.createdAt ?? world.clock.now(),
	};
}

function storeInTask(world: World, job: Import, task: Task, row: Row): string {
	const phone = String(row.phone);
	const number = job.addSuffix ? withSuffix(task, phone, world.settings) : phone;
	const ownerId = textOf(row.sub_user_id) || job.ownerId;
	storeNumber(world, task, { requestId: job.requestId, row, number, ownerId });
	return number;
}

/** Puts one number into a task, and notes it. */
export function storeNumber(
	world: World,
	task: Task,
	{ requestId, row, number, ownerId }: { requestId: number; row: Row; number: string; ownerId: string },
): void {
	const now = world.clock.now();
	world.longlonglong.putNumber(task, {
		id: randomUUID(),
		number,
		name: textOf(row.name),
		company: textOf(row.company),
		status: 0,
		ownerId,
		customVars: row.custom_vars ?? [],
		controlSelectRobot: textOf(row.control_select_robot),
		createdAt: now,
		updatedAt: now,
	});
	note(world, requestId, row, { place: 'task', taskId: task.id, storedAs: number, how: 'created' });
}

/** A number with at least four digits, each written as one of ten signs. */
function writtenWith(signs: string, value: number): string {
	return String(value)
		.padStart(4, '0')
		.replace(/\d/g, (digit) => signs[Number(digit)] ?? digit);
}

const SUFFIXES: Record<Settings['numberSuffixes'], (attempt: number) => string> = {
	mixed: () => randomBytes(2).toString('hex'),
	letters: (attempt) => writtenWith('abcdefghij', attempt),
	digits: (attempt) => writtenWith('0123456789', attempt),
};

/** Underscore, lower-case letters and digits, as the manual describes `number_add_suffix`. */
function withSuffix(task: Task, phone: string, { numberSuffixes }: Settings): string {
	for (let attempt = task.numbers.size; ; attempt++) {
		const number = `${phone}_${SUFFIXES[numberSuffixes](attempt)}`;
		if (!task.numbers.has(number)) return number;
	}
}

function note(
	world: World,
	requestId: number,
	row: Row,
	what: Pick<Storing, 'place' | 'storedAs' | 'how'> & { taskId?: string },
): void {
	world.longlonglong.storings.push({
		at: world.clock.now(),
		requestId,
		phone: String(row.phone),
		row,
		taskId: undefined,
		...what,
	});
}

/** @returns one entry of `fail_datas`. */
export function failure(phone: unknown, cause: string): Failure {
	return { fail_data: maskNumber(phone), fail_cause: cause };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

import { randomBytes, randomUUID } from 'node:crypto';
import { findBrokenRules } from '../rowRules';
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

/** An import request that has been read, but not stored. */
export interface Import {
	requestId: number;
	ownerId: string;
	encrypted: boolean;
	/** The task that gets the rows. Without it, rows only go to the public pool. */
	task?: Task;
	/** `ignore_crm`: with true, rows do not go to the public pool. */
	ignoreCrm: boolean;
	addSuffix: boolean;
	rows: Row[];
}

export interface Stored {
	taskNumberCount: number;
	crmCustomerCount: number;
	failures: Failure[];
	/** The numbers as they were stored. */
	numbers: string[];
}

/** @returns the rows of `data`. Adds a complaint when there are none, or more than the platform accepts in a request. */
export function rowsOf(input: Input, most: number, complaints: Complaints): unknown[] {
	const { data } = input;
	if (data === undefined || data === null) complaints.add('data', WORDS.required);
	else if (!Array.isArray(data)) complaints.add('data', WORDS.array);
	else if (data.length === 0) complaints.add('data', WORDS.required);
	else if (data.length > most) complaints.add('data', WORDS.atMost(most));
	return Array.isArray(data) ? data : [];
}

/** Adds a complaint for every bad row, under `data.<index>.<field>`. */
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
 * Refuses the whole request when one of its rows breaks a rule of `settings.refusedRows`, even for calls that otherwise skip bad rows.
 * @throws Refusal with the code of the first broken rule, and its message or the field's
 */
export function refuseByRules(rows: unknown[], { refusedRows, validationCode }: Settings): void {
	const broken = findBrokenRules(rows, refusedRows);
	const [first] = broken;
	if (!first) return;
	const messages: Messages = {};
	for (const { rule, index } of broken) messages[`data.${index}.${rule.field}`] = [WORDS.choice];
	throw new Refusal(first.rule.code ?? validationCode, first.rule.message ?? messages);
}

/** Separates the good rows from the bad ones, which become failures with a masked number. */
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

/** @returns the indexes of rows whose number is already in the task, or in an earlier row of the request. */
export function repeatedRows(task: Task, rows: unknown[]): number[] {
	const seen = new Set<unknown>();
	return rows.flatMap((row, index) => {
		const phone = (row as Row | null)?.phone;
		const repeated = seen.has(phone) || task.numbers.has(String(phone));
		seen.add(phone);
		return repeated ? [index] : [];
	});
}

/** Stores checked rows, first in the pool and then in the task (seed 001). Repeated rows are left out. */
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

/** Stores a number in a task, and records the storing. */
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

/** Writes a number with at least four digits. @param signs the ten characters for the digits 0 to 9 */
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

/** Makes a suffix of an underscore, lower-case letters and digits, as the manual describes `number_add_suffix`. */
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

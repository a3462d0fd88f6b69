import { randomUUID } from 'node:crypto';
import { LONGLONGLONG } from '../../accounts';
import type {
	Batch,
	BlacklistEntry,
	CallRecord,
	Component,
	Move,
	PoolCustomer,
	Reset,
	Storing,
	SubAccount,
	Task,
	TaskNumber,
} from './model';

/** The data of one partner of Longlonglong. Tests may read and change all of it. */
export class LonglonglongStore {
	/** Grows with every change that a request made; see {@link touch}. */
	changes = 0;
	customers = new Map<string, PoolCustomer>();
	tasks = new Map<string, Task>();
	components = new Map<string, Component>();
	subAccounts = new Map<string, SubAccount>();
	records = new Map<string, CallRecord>();
	batches = new Map<string, Batch>();
	blacklist: BlacklistEntry[] = [];
	/** Number lists behind the `key` of a download address. */
	downloads = new Map<string, string[]>();
	/** Every storing of a row, oldest first. Seeds are not recorded. */
	storings: Storing[] = [];
	/** Every accepted number-batch-reset, oldest first. */
	resets: Reset[] = [];
	/** Every accepted customer_to_task, oldest first. */
	moves: Move[] = [];
	private idsByPhone = new Map<string, string>();

	constructor() {
		this.reset();
	}

	reset(): void {
		this.changes++;
		for (const map of [this.customers, this.records, this.batches, this.downloads, this.idsByPhone])
			map.clear();
		this.blacklist = [];
		this.storings = [];
		this.moves = [];
		this.resets = [];
		this.tasks = new Map(firstTasks().map((task) => [task.id, task]));
		this.components = new Map(firstComponents().map((component) => [component.id, component]));
		this.subAccounts = new Map(firstSubAccounts().map((account) => [account.id, account]));
	}

	/** Records that a request changed something. */
	touch(): void {
		this.changes++;
	}

	customerByPhone(phone: string): PoolCustomer | undefined {
		const id = this.idsByPhone.get(phone);
		return id === undefined ? undefined : this.customers.get(id);
	}

	/** Stores a customer in the pool, and replaces the one with the same phone. */
	putCustomer(customer: PoolCustomer): void {
		this.customers.set(customer.id, customer);
		this.idsByPhone.set(customer.phone, customer.id);
		this.touch();
	}

	deleteCustomer(customer: PoolCustomer): void {
		this.customers.delete(customer.id);
		if (this.idsByPhone.get(customer.phone) === customer.id) this.idsByPhone.delete(customer.phone);
		this.touch();
	}

	putNumber(task: Task, number: TaskNumber): void {
		task.numbers.set(number.number, number);
		this.touch();
	}

	/** @returns phone in the rows → how often it was stored, in one place or in both. */
	timesStored(place?: Storing['place'], taskId?: string): Map<string, number> {
		const times = new Map<string, number>();
		for (const storing of this.storings) {
			if (place !== undefined && storing.place !== place) continue;
			if (taskId !== undefined && storing.taskId !== taskId) continue;
			times.set(storing.phone, (times.get(storing.phone) ?? 0) + 1);
		}
		return times;
	}

	/** @returns the key by which `download-number` returns these numbers. */
	offerDownload(numbers: string[]): string {
		const key = randomUUID();
		this.downloads.set(key, numbers);
		return key;
	}
}

const FIRST_DAY = Date.parse('2024-03-14T02:00:00Z');

function firstTasks(): Task[] {
	const ids = LONGLONGLONG.tasks;
	return [
		newTask(ids.classicPaused, '春季回访', 'classic', 'paused'),
		newTask(ids.newPaused, '新品邀约', '2.0', 'paused'),
		newTask(ids.newRunning, '到店提醒', '2.0', 'running'),
		{ ...newTask(ids.inbound, '客服呼入', '2.0', 'paused'), isCallIn: true },
		{ ...newTask(ids.ofSubAccount, '分公司回访', 'classic', 'paused'), ownerId: LONGLONGLONG.subUserIds[0] },
	];
}

/** @returns a task of the main account, without numbers. */
export function newTask(id: string, name: string, kind: Task['kind'], state: Task['state']): Task {
	return {
		id,
		name,
		kind,
		state,
		isCallIn: false,
		ownerId: LONGLONGLONG.userId,
		createdAt: FIRST_DAY,
		numbers: new Map(),
	};
}

function firstComponents(): Component[] {
	const ids = LONGLONGLONG.components;
	return [
		{ id: ids.text, name: '意向产品', type: 'text', sort: 0, validate: ['sometimes'], enabled: true },
		{
			id: ids.number,
			name: '门店数量',
			type: 'number',
			sort: 1,
			validate: ['integer', 'sometimes'],
			enabled: true,
		},
		{ id: ids.date, name: '预约日期', type: 'date', sort: 2, validate: ['date', 'sometimes'], enabled: true },
	];
}

function firstSubAccounts(): SubAccount[] {
	return LONGLONGLONG.subUserIds.map((id, index) => ({
		id,
		name: ['上海分公司', '成都分公司'][index] ?? id,
		email: `branch${index + 1}@example.com`,
		phone: `1390000000${index + 1}`,
		createdAt: FIRST_DAY,
	}));
}

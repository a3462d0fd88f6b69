import { LONGLONGLONG } from './accounts';
import type { PoolCustomer, Task, TaskNumber } from './longlonglong/data/model';
import { newTask } from './longlonglong/data/store';
import { numberedId, recordOnDemand } from './longlonglong/records';
import type { World } from './world';

/** Data that are added without a request. The counts are added to the existing data, and no storing events are recorded. */
export interface SeedOrder {
	/** Number of customers in Longlonglong's public pool; 50,000 take less than a second. */
	customers?: number;
	/** Number of phone numbers of a task, in states 0 to 12. */
	numbers?: number;
	/** Number of call records of that task. */
	records?: number;
	/** The task of `numbers` and `records`; the default is the classic paused task. */
	taskId?: string;
	/** Number of further tasks, in turn of both kinds and in all states. */
	tasks?: number;
	/** Number of customers of NXLink. */
	nxlinkCustomers?: number;
}

const FAMILY_NAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const GIVEN_NAMES = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳'];
/** The first three digits identify the operator; longlonglong.md 3.2: 1 telecom, 2 unicom, 3 mobile. */
const PREFIXES = ['133', '130', '138'];
const FIRST_DAY = Date.parse('2024-03-14T02:00:00Z');
const MINUTE_MS = 60_000;

/** Adds seed data to the stores. The same counts always give the same data. */
export function addSeeds(world: World, order: SeedOrder): void {
	const { longlonglong } = world;
	const firstTask = longlonglong.tasks.size;
	repeat(order.tasks, (index) => {
		const task = seedTask(firstTask + index);
		longlonglong.tasks.set(task.id, task);
	});
	const task = longlonglong.tasks.get(order.taskId ?? LONGLONGLONG.tasks.classicPaused);
	if (!task) throw new Error(`There is no task "${order.taskId}".`);
	const firstCustomer = longlonglong.customers.size;
	repeat(order.customers, (index) => longlonglong.putCustomer(seedCustomer(firstCustomer + index)));
	const firstNumber = task.numbers.size;
	repeat(order.numbers, (index) => longlonglong.putNumber(task, seedNumber(firstNumber + index)));
	const phones = [...task.numbers.keys()];
	repeat(order.records, (index) =>
		recordOnDemand(world, task, phones[index % phones.length], index * MINUTE_MS),
	);
	addNxlinkSeeds(world, order.nxlinkCustomers);
}

function addNxlinkSeeds(world: World, count: number | undefined): void {
	const first = world.nxlink.customers.size;
	repeat(count, (offset) => {
		const index = first + offset;
		const name = personName(index);
		const at = FIRST_DAY + index * MINUTE_MS;
		world.nxlink.put({
			id: world.nxlink.newId(),
			fields: {
				full_name: name,
				first_name: name.slice(1),
				last_name: name.slice(0, 1),
				whats_app_phone: `86${phoneNumber(index)}`,
				email: `customer${index}@example.com`,
			},
			gender: index % 2,
			weight: 1 + (index % 5),
			tags: [['新客', '老客'][index % 2] ?? '', `batch${index % 10}`],
			custom: { customize_1_13: `C${index}` },
			sourceType: index % 16,
			createdAt: at,
			updatedAt: at,
		});
	});
}

function repeat(times: number | undefined, make: (index: number) => void): void {
	if (times !== undefined && (!Number.isInteger(times) || times < 0)) {
		throw new Error('A seed is a whole number, 0 or more.');
	}
	for (let index = 0; index < (times ?? 0); index++) make(index);
}

function seedCustomer(index: number): PoolCustomer {
	return {
		id: numberedId('c057', index),
		phone: phoneNumber(index),
		name: personName(index),
		email: `contact${index}@example.com`,
		company: `示例公司${index % 100}`,
		sex: index % 3,
		sourceId: null,
		industryId: null,
		gradeId: null,
		extra: `seed-${index}`,
		components: [
			{ id: LONGLONGLONG.components.text, value: ['云服务', '电话机器人', '短信'][index % 3] },
			{ id: LONGLONGLONG.components.number, value: index % 50 },
		],
		ownerId: LONGLONGLONG.userId,
		stage: 'clue',
		followed: index % 4 === 0,
		called: index % 5 === 0,
		createdAt: FIRST_DAY + index * MINUTE_MS,
	};
}

function seedNumber(index: number): TaskNumber {
	const at = FIRST_DAY + index * MINUTE_MS;
	return {
		id: numberedId('0b0e', index),
		number: phoneNumber(index),
		name: personName(index),
		company: `示例公司${index % 100}`,
		status: index % 13,
		ownerId: LONGLONGLONG.userId,
		customVars: [],
		controlSelectRobot: '',
		createdAt: at,
		updatedAt: at,
	};
}

function seedTask(index: number): Task {
	const kind = index % 2 ? '2.0' : 'classic';
	const state = (['paused', 'running', 'waiting'] as const)[index % 3] ?? 'paused';
	return newTask(numberedId('7a5c', index), `任务 ${index}`, kind, state);
}

function phoneNumber(index: number): string {
	return `${PREFIXES[index % 3]}${String(index).padStart(8, '0')}`;
}

function personName(index: number): string {
	const family = FAMILY_NAMES[index % FAMILY_NAMES.length] ?? '';
	return family + (GIVEN_NAMES[Math.floor(index / FAMILY_NAMES.length) % GIVEN_NAMES.length] ?? '');
}

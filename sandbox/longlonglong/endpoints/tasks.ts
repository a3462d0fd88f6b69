import { LONGLONGLONG } from '../../accounts';
import type { Call, Reply } from '../../http/call';
import type { World } from '../../world';
import { checkNumbersMayChange, ownerOf, taskOf } from '../access';
import { Complaints, flag, numbers, text } from '../checks';
import type { Task } from '../data/model';
import { NO_SUCH_TASK, success } from '../envelope';
import type { Input } from '../input';
import { readInput } from '../input';
import { page } from '../paging';
import { describeNewTask, describeTask } from '../taskView';

/** Status codes of the lists (D-task-list, M-task2-list); the 2.0 list counts a waiting task as running. */
const CLASSIC_STATUS = { paused: 1, running: 2, waiting: 3 } as const;
const NEW_STATUS = { paused: 1, running: 3, waiting: 3 } as const;

/** GET user/{user_id}/task: the classic tasks of one account (D-task-list). The rows' fields are inferred from D-cb-task. */
export function listTasks(world: World, call: Call): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	const ownerId = ownerOf(input, world.longlonglong, complaints);
	const found = tasksOf(world, input, complaints, 'classic').filter((task) => task.ownerId === ownerId);
	return taskList(world, input, complaints, found, describeTask);
}

/** GET user/{user_id}/all_task: the classic tasks of the account and its sub-accounts (D-task-all). */
export function listAllTasks(world: World, call: Call): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	const found = tasksOf(world, input, complaints, 'classic');
	return taskList(world, input, complaints, found, describeTask);
}

/** GET new/user/{user_id}/task: the 2.0 tasks (M-task2-list). */
export function listNewTasks(world: World, call: Call): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	const found = tasksOf(world, input, complaints, '2.0').filter(
		(task) => task.ownerId === LONGLONGLONG.userId,
	);
	return taskList(world, input, complaints, found, describeNewTask);
}

function tasksOf(world: World, input: Input, complaints: Complaints, kind: Task['kind']): Task[] {
	const name = text(input, 'name', complaints);
	const codes: Record<Task['state'], number> = kind === 'classic' ? CLASSIC_STATUS : NEW_STATUS;
	const status = numbers(input, 'status', complaints, Object.values(codes));
	return [...world.longlonglong.tasks.values()].filter(
		(task) =>
			task.kind === kind &&
			(name === undefined || task.name.includes(name)) &&
			(status === undefined || status.includes(codes[task.state])),
	);
}

function taskList(
	world: World,
	input: Input,
	complaints: Complaints,
	found: Task[],
	describe: (world: World, task: Task) => unknown,
): Reply {
	// The tables name `all` without an explanation. Here it returns everything on one page [INF].
	const all = flag(input, 'all', complaints);
	const wanted = all ? { ...input, page: 1, per_page: Math.max(1, found.length) } : input;
	const { rows, meta } = page(found, wanted, complaints, world.settings, { pageRequired: false });
	const data = rows.map((task) => describe(world, task));
	return success('返回任务列表信息成功', data, meta);
}

/** GET user/{user_id}/task_stop/{task_id}: pauses a classic task (D-task-stop1). The reply is inferred. */
export function pauseTask(world: World, call: Call): Reply {
	return pause(world, call, 'classic');
}

/** PUT new/user/{user_id}/task_stop/{task_id}: pauses a 2.0 task (D-task-stop2). The reply is inferred. */
export function pauseNewTask(world: World, call: Call): Reply {
	return pause(world, call, '2.0');
}

function pause(world: World, call: Call, kind: Task['kind']): Reply {
	const task = taskOf(call, world.longlonglong, kind);
	checkOwner(world, call, task);
	if (task.state !== 'paused') world.longlonglong.touch();
	task.state = 'paused';
	return success('任务暂停成功', []);
}

/** DELETE user/{user_id}/task/{task_id} (D-task-del). It is accepted for both kinds of tasks, with 6007 where it applies [INF]. */
export function deleteTask(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	checkOwner(world, call, task);
	checkNumbersMayChange(task);
	world.longlonglong.tasks.delete(task.id);
	world.longlonglong.touch();
	return success('任务删除成功', []);
}

/** With `sub_user_id` only the sub-account's own tasks are found. */
function checkOwner(world: World, call: Call, task: Task): void {
	const complaints = new Complaints();
	const input = readInput(call, world.settings);
	const ownerId = ownerOf(input, world.longlonglong, complaints);
	complaints.stop(world.settings.validationCode);
	if (task.ownerId !== ownerId) throw NO_SUCH_TASK;
}

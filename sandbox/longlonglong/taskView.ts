import { LONGLONGLONG } from '../accounts';
import type { World } from '../world';
import type { Task } from './data/model';

const SCRIPT_ID = 'b4a5e1d0-0000-4000-8000-000000000001';

/** @returns a task as the task callback shows it (D-cb-task), and, by inference, the lists of classic tasks. */
export function describeTask(world: World, task: Task) {
	const isMain = task.ownerId === LONGLONGLONG.userId;
	return {
		uuid: task.id,
		name: task.name,
		user_id: task.ownerId,
		username: isMain ? '演示账号' : world.longlonglong.subAccounts.get(task.ownerId)?.name,
		user_type: isMain ? 4 : 8,
		start: task.state === 'running' ? 1 : 0,
		start_str: { paused: '暂停', running: '执行中', waiting: '等待执行' }[task.state],
		task_type: task.kind === 'classic' ? 1 : 2,
		enable_type: 1,
		create_datetime: world.clock.text(task.createdAt),
		maximumcall: 10,
		remark: '',
		destination_extension: SCRIPT_ID,
		destination_extension_name: '回访话术',
		caller_line_name: '默认线路',
		time_range: [
			{
				id: 1,
				name: '工作日',
				content: [{ week: 0, times: [{ begin_time: '09:00:00', end_time: '18:00:00' }] }],
			},
		],
	};
}

/** @returns a 2.0 task as its list shows it (M-task2-list). */
export function describeNewTask(world: World, task: Task) {
	return {
		uuid: task.id,
		name: task.name,
		create_datetime: world.clock.text(task.createdAt),
		alter_datetime: world.clock.text(task.createdAt),
		// true/true is calling, false/false paused, true/false waiting (M-task2-list).
		enable: task.state !== 'paused',
		user_id: task.ownerId,
		dial_time_id: 1,
		destination_extension: SCRIPT_ID,
		remark: '',
		is_call_in: task.isCallIn ? 1 : 0,
		new_task_extra: { call_status: task.state === 'running' },
	};
}

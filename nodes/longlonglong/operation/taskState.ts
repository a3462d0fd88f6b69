import { isRecord } from '../../http/values';

/**
 * The name of a task's state; undefined when the row does not show it.
 *
 * A 2.0 task has two flags for it (source: page 2.0任务列表). The rows of the list of classic tasks are not documented; the callback
 * 创建/删除任务回调 shows a classic task, which has the name of its state in `start_str`.
 */
export function taskStateName(task: Record<string, unknown>): string | undefined {
	const { enable, new_task_extra: extra, start_str: named } = task;
	if (typeof named === 'string' && named !== '') return named;
	if (enable === undefined || !isRecord(extra) || extra.call_status === undefined) return undefined;
	if (!isOn(enable)) return 'Paused (暂停中)';
	return isOn(extra.call_status) ? 'Calling (拨打中)' : 'Waiting (等待执行)';
}

/** Whether a 2.0 task is paused; undefined when its row does not show it. */
export function isPaused({ enable }: Record<string, unknown>): boolean | undefined {
	return enable === undefined ? undefined : !isOn(enable);
}

/** Whether a task receives calls instead of making them (呼入). No numbers can be added to such a task, as the vendor's CLI documents it. */
export function isInbound({ is_call_in: flag }: Record<string, unknown>): boolean {
	return isOn(flag);
}

function isOn(flag: unknown): boolean {
	return flag === true || flag === 1 || flag === '1' || flag === 'true';
}

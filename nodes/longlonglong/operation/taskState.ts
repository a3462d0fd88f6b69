import { isRecord } from '../../http/values';

/**
 * A task's state as the platform names it.
 *
 * A 2.0 task tells it by two flags (source: page 2.0任务列表); of classic tasks only the callback for new tasks shows a row, which has
 * the name itself in `start_str`.
 */
export function taskStateName(task: Record<string, unknown>): string | undefined {
	const { enable, new_task_extra: extra, start_str: named } = task;
	if (typeof named === 'string' && named !== '') return named;
	if (enable === undefined || !isRecord(extra) || extra.call_status === undefined) return undefined;
	if (!isOn(enable)) return 'Paused (暂停中)';
	return isOn(extra.call_status) ? 'Calling (拨打中)' : 'Waiting (等待执行)';
}

/** Whether a 2.0 task is paused; undefined when its row does not say so. */
export function isPaused({ enable }: Record<string, unknown>): boolean | undefined {
	return enable === undefined ? undefined : !isOn(enable);
}

/** Whether a task takes calls instead of making them (呼入): such a task takes no numbers (C-cli). */
export function isInbound({ is_call_in: flag }: Record<string, unknown>): boolean {
	return isOn(flag);
}

function isOn(flag: unknown): boolean {
	return flag === true || flag === 1 || flag === '1' || flag === 'true';
}

import { randomUUID } from 'node:crypto';
import type { Reply } from '../http/call';
import type { Settings } from '../settings';
import type { World } from '../world';
import { callBackAfter } from './callbacks';
import type { Batch } from './data/model';
import { Refusal, success } from './envelope';
import type { Stored } from './importing';

/**
 * Schedules asynchronous work. It is done `settings.finishAfterMs` later, and then the platform sends a callback.
 * @returns the batch; the caller gets its `unique_id` at once
 */
export function startBatch(
	world: World,
	about: Pick<Batch, 'kind' | 'requestId' | 'taskId' | 'total'>,
	work: () => Stored,
): Batch {
	const batch: Batch = {
		...about,
		uniqueId: randomUUID(),
		createdAt: world.clock.now(),
		finishedAt: undefined,
		taskNumberCount: 0,
		crmCustomerCount: 0,
		failures: [],
		numbers: [],
	};
	world.longlonglong.batches.set(batch.uniqueId, batch);
	world.longlonglong.touch();
	world.clock.later(world.settings.finishAfterMs, () => {
		Object.assign(batch, work(), { finishedAt: world.clock.now() });
		void callBackAfter(world, batch);
	});
	return batch;
}

/** The answer of `identification/{unique_id}`. No form of it is documented (longlonglong.md 4.5) [INF]. */
export function describeBatch(batch: Batch, settings: Settings): Reply {
	const message = '查看回调数据成功';
	if (batch.finishedAt === undefined) {
		switch (settings.pendingBatch) {
			case 'notFound':
				throw new Refusal(404, '回调数据不存在');
			case 'emptyData':
				return success(message, []);
			case 'status':
				return success(message, { unique_id: batch.uniqueId, status: 0, status_str: '处理中' });
		}
	}
	return success(message, {
		unique_id: batch.uniqueId,
		status: 1,
		status_str: '已完成',
		total: batch.total,
		taskNumberCount: batch.taskNumberCount,
		crmCustomerCount: batch.crmCustomerCount,
		fail_count: batch.failures.length,
		fail_datas: batch.failures,
	});
}

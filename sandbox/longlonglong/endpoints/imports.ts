import type { Call, Reply } from '../../http/call';
import { findBrokenRules } from '../../rowRules';
import type { World } from '../../world';
import { checkTakesNumbers, ownerOf, taskOf } from '../access';
import { describeBatch, startBatch } from '../batches';
import { Complaints, flag, WORDS } from '../checks';
import type { Failure, Task } from '../data/model';
import { Refusal, success } from '../envelope';
import type { Import, Stored } from '../importing';
import {
	checkAllRows,
	failure,
	partRows,
	refuseByRules,
	repeatedRows,
	rowsOf,
	storeRows,
} from '../importing';
import type { Input } from '../input';
import { readInput } from '../input';
import type { Row } from '../rows';

/** POST async_customer: imports up to 200 rows into the public pool, asynchronously (seed 000). */
export function importCustomers(world: World, call: Call): Reply {
	const request = readImport(world, call, 200, undefined);
	const batch = startAsynchronous(world, request, 'async_customer');
	return success('客户公海导入信息请在回调中查收', { unique_id: batch.uniqueId });
}

/** POST task/{task_id}/async_number: imports up to 200 rows into pool and task, asynchronously (D-num-async). The reply is inferred. */
export function addNumbersLater(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	checkTakesNumbers(task);
	const request = readImport(world, call, 200, task);
	const batch = startAsynchronous(world, request, 'async_number');
	return success('号码导入任务信息请在回调中查收', { unique_id: batch.uniqueId });
}

/** POST task/{task_id}/number: imports up to 100 rows at once (seed 001). */
export function addNumbers(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	checkTakesNumbers(task);
	const { complaints, skipError, rows, job } = readImport(world, call, 100, task);
	complaints.stop(world.settings.validationCode);
	refuseByRules(rows, world.settings);
	if (!skipError) {
		checkAllRows(world, rows, job.encrypted, complaints);
		if (!job.addSuffix && world.settings.duplicateNumbers === 'reported') {
			for (const index of repeatedRows(task, rows)) complaints.add(`data.${index}.phone`, WORDS.duplicate);
		}
		complaints.stop(world.settings.validationCode);
	}
	const { good, failures } = partRows(world, rows, job.encrypted);
	const stored = storeRows(world, { ...job, rows: good });
	return success('号码导入任务成功', {
		taskNumberCount: stored.taskNumberCount,
		crmCustomerCount: stored.crmCustomerCount,
		fail_datas: [...failures, ...stored.failures],
	});
}

/** GET identification/{unique_id}: the result of asynchronous work (D-ident). */
export function showBatch(world: World, call: Call): Reply {
	const batch = world.longlonglong.batches.get(call.params.uniqueId ?? '');
	if (!batch) throw new Refusal(404, '回调数据不存在');
	return describeBatch(batch, world.settings);
}

interface ImportRequest {
	complaints: Complaints;
	skipError: boolean;
	rows: unknown[];
	/** The import, whose rows have not been checked yet. */
	job: Import;
}

function readImport(world: World, call: Call, most: number, task: Task | undefined): ImportRequest {
	const input: Input = readInput(call, world.settings);
	const complaints = new Complaints();
	const encrypted = flag(input, 'encryption', complaints);
	const job: Import = {
		requestId: call.id,
		ownerId: ownerOf(input, world.longlonglong, complaints),
		encrypted,
		ignoreCrm: task !== undefined && flag(input, 'ignore_crm', complaints),
		addSuffix: task !== undefined && flag(input, 'number_add_suffix', complaints),
		rows: [],
		...(task && { task }),
	};
	const skipError = flag(input, 'skip_error', complaints);
	return { complaints, skipError, rows: rowsOf(input, most, complaints), job };
}

function startAsynchronous(world: World, request: ImportRequest, kind: 'async_customer' | 'async_number') {
	const { complaints, rows, job } = request;
	if (world.settings.asyncValidation === 'wholeRequest') checkAllRows(world, rows, job.encrypted, complaints);
	complaints.stop(world.settings.validationCode);
	refuseByRules(rows, world.settings);
	const { good, failures } = partRows(world, rows, job.encrypted);
	const about = { kind, requestId: job.requestId, taskId: job.task?.id, total: rows.length };
	return startBatch(world, about, () => storeLater(world, { ...job, rows: good }, failures));
}

function storeLater(world: World, job: Import, failures: Failure[]): Stored {
	if (job.task && !world.longlonglong.tasks.has(job.task.id)) return allFailed(job.rows, failures);
	const broken = new Map(
		findBrokenRules(job.rows, world.settings.rowsRefusedLater).map(({ rule, index }) => [index, rule]),
	);
	const refusedLater = [...broken].map(([index, { message }]) =>
		failure(job.rows[index]?.phone, message ?? WORDS.choice),
	);
	const stored = storeRows(world, { ...job, rows: job.rows.filter((_row, index) => !broken.has(index)) });
	return { ...stored, failures: [...failures, ...refusedLater, ...stored.failures] };
}

function allFailed(rows: Row[], failures: Failure[]): Stored {
	const gone = rows.map((row) => failure(row.phone, '任务不存在'));
	return { taskNumberCount: 0, crmCustomerCount: 0, failures: [...failures, ...gone], numbers: [] };
}

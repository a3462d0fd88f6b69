import type { Call, Reply } from '../../http/call';
import type { World } from '../../world';
import { checkTakesNumbers, taskOf } from '../access';
import { startBatch } from '../batches';
import { Complaints, flag, isSent, span, texts, WORDS } from '../checks';
import { operatorOf, readCustomerFilter } from '../customerFilter';
import type { PoolCustomer, Task } from '../data/model';
import { Refusal, success } from '../envelope';
import type { Stored } from '../importing';
import { failure, storeNumber } from '../importing';
import { readInput } from '../input';
import { page } from '../paging';
import { listedPhone } from '../rows';

const MOST_PHONES = 100;

/** GET get_customer: the whole public pool (D-getcust). */
export function listCustomers(world: World, call: Call): Reply {
	return filteredList(world, call, [...world.longlonglong.customers.values()], 'pool');
}

/** GET type/{type}/get_customer: the customers of one stage (seed 003). */
export function listCustomersOfStage(world: World, call: Call): Reply {
	const stage = call.params.type ?? '';
	// The documents name no stage but `clue`. An unknown stage is refused [INF].
	if (!world.settings.stages.includes(stage)) throw new Refusal(404, '客户公海阶段类型不存在');
	const customers = [...world.longlonglong.customers.values()].filter((customer) => customer.stage === stage);
	return filteredList(world, call, customers, 'stage');
}

function filteredList(world: World, call: Call, customers: PoolCustomer[], filters: 'pool' | 'stage'): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	flag(input, 'encryption', complaints);
	const fits = readCustomerFilter(world, input, complaints, filters);
	const listed = customers.filter(({ createdAt }) => world.isListed(createdAt));
	const found = fits ? listed.filter(fits) : listed;
	const { rows, meta } = page(found, input, complaints, world.settings, { pageRequired: true });
	const data = rows.map((customer) => listedCustomer(world, customer));
	return success('筛选客户公海列表成功', data, meta);
}

/** A row with the fields of the documented sample, or with all fields that have a filter. */
function listedCustomer(world: World, customer: PoolCustomer) {
	const { id, phone, email, name, createdAt } = customer;
	const documented = {
		id,
		phone: listedPhone(phone, world.settings),
		email,
		name,
		created_at: world.clock.text(createdAt),
	};
	if (world.settings.poolRows === 'documented') return documented;
	const { company, sex, extra, components } = customer;
	return { ...documented, company, sex, extra, components, operator: operatorOf(phone) };
}

/**
 * GET customer_to_task/{task_id}: moves the matching customers to a call task, asynchronously (seed 002).
 * Without any filter that is the whole pool [INF].
 */
export function moveToTask(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	checkTakesNumbers(task);
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	flag(input, 'encryption', complaints);
	const fits = readCustomerFilter(world, input, complaints, 'move') ?? (() => true);
	complaints.stop(world.settings.validationCode);
	const customers = [...world.longlonglong.customers.values()].filter(fits);
	const about = {
		kind: 'api_customer_to_task' as const,
		requestId: call.id,
		taskId: task.id,
		total: customers.length,
	};
	const batch = startBatch(world, about, () => moveAll(world, call.id, customers, task));
	world.longlonglong.moves.push({ requestId: call.id, taskId: task.id, customers: customers.length });
	return success('号码导入任务信息请在回调中查收', { unique_id: batch.uniqueId });
}

/** Customers stay in the pool [INF]. A customer whose number is already in the task is left out. */
function moveAll(world: World, requestId: number, customers: PoolCustomer[], task: Task): Stored {
	const result: Stored = { taskNumberCount: 0, crmCustomerCount: 0, failures: [], numbers: [] };
	for (const { phone, name, company, ownerId } of customers) {
		if (task.numbers.has(phone)) {
			result.failures.push(failure(phone, WORDS.duplicate));
			continue;
		}
		storeNumber(world, task, { requestId, row: { phone, name, company }, number: phone, ownerId });
		result.numbers.push(phone);
		result.taskNumberCount++;
	}
	return result;
}

/**
 * DELETE del_customer, JSON body: up to 100 phones, a span of time, or both (D-delcust). With neither it deletes nothing;
 * with both it deletes only customers that match both [INF]. The reply is inferred.
 */
export function deleteCustomers(world: World, call: Call): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	flag(input, 'encryption', complaints);
	const phones =
		typeof input.phone === 'string' && isSent(input.phone)
			? [input.phone]
			: texts(input, 'phone', complaints);
	if (phones && phones.length > MOST_PHONES) complaints.add('phone', WORDS.atMost(MOST_PHONES));
	const createdAt = span(input, 'created_at', complaints, world.clock);
	complaints.stop(world.settings.validationCode);
	const wanted = new Set(phones);
	if (wanted.size > 0 || createdAt) {
		for (const customer of [...world.longlonglong.customers.values()]) {
			const byPhone = wanted.size === 0 || wanted.has(customer.phone);
			const byTime =
				!createdAt || (customer.createdAt >= createdAt.from && customer.createdAt <= createdAt.to);
			if (byPhone && byTime) world.longlonglong.deleteCustomer(customer);
		}
	}
	return success('删除客户公海数据成功', []);
}

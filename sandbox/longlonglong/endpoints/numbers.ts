import type { Call, Reply } from '../../http/call';
import { isRecord } from '../../json';
import type { World } from '../../world';
import { checkNumbersMayChange, ownerOf, taskOf } from '../access';
import type { Span } from '../checks';
import { Complaints, flag, isSent, numbers, spanOfTwo, text, texts, WORDS } from '../checks';
import type { TaskNumber } from '../data/model';
import { success } from '../envelope';
import { readInput } from '../input';
import { page } from '../paging';
import { listedPhone } from '../rows';

/** Number status codes 0 to 12 (longlonglong.md 4.4). */
export const NUMBER_STATES = [
	'等待呼叫',
	'呼叫成功',
	'运营商拦截',
	'拒接',
	'无应答',
	'空号',
	'关机',
	'停机',
	'占线',
	'呼入限制',
	'欠费',
	'黑名单',
	'用户屏蔽',
] as const;
const STATUS_CODES = NUMBER_STATES.map((_state, code) => code);

/** GET task/{task_id}/number (D-num-list). The rows' fields are inferred. */
export function listNumbers(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	flag(input, 'encryption', complaints);
	const ownerId = isSent(input.sub_user_id) ? ownerOf(input, world.longlonglong, complaints) : undefined;
	const status = numbers(input, 'status', complaints, STATUS_CODES);
	const created = spanOfTwo(input, 'start_at', 'end_at', complaints, world.clock);
	const found = [...task.numbers.values()].filter(
		(number) =>
			world.isListed(number.createdAt) &&
			(ownerId === undefined || number.ownerId === ownerId) &&
			(status === undefined || status.includes(number.status)) &&
			isWithin(number, created),
	);
	const { rows, meta } = page(found, input, complaints, world.settings, { pageRequired: true });
	const data = rows.map((number) => ({
		id: number.id,
		task_id: task.id,
		number: listedPhone(number.number, world.settings),
		name: number.name,
		company: number.company,
		status: number.status,
		user_id: number.ownerId,
		created_at: world.clock.text(number.createdAt),
		updated_at: world.clock.text(number.updatedAt),
	}));
	return success('查看号码列表成功', data, meta);
}

/** PUT task/{task_id}/number-batch-reset: back to "waiting to be called"; without a selection all of them (D-num-reset). */
export function resetNumbers(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	checkNumbersMayChange(task);
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	flag(input, 'encryption', complaints);
	flag(input, 'is_new_task', complaints);
	const ownerId = ownerOf(input, world.longlonglong, complaints);
	const ofSubAccount = isSent(input.sub_user_id);
	const keyword = text(input, 'keyword', complaints);
	const phones = texts(input, 'phones', complaints);
	const status = numbers(input, 'status', complaints, STATUS_CODES);
	const created = spanOfTwo(input, 'start_at', 'end_at', complaints, world.clock);
	complaints.stop(world.settings.validationCode);
	const wanted = new Set(phones);
	let fitting = 0;
	for (const number of task.numbers.values()) {
		const fits =
			(!ofSubAccount || number.ownerId === ownerId) &&
			(keyword === undefined || number.number.includes(keyword) || number.name.includes(keyword)) &&
			(wanted.size === 0 || wanted.has(number.number)) &&
			(status === undefined || status.includes(number.status)) &&
			isWithin(number, created);
		if (!fits) continue;
		fitting++;
		number.status = 0;
		number.updatedAt = world.clock.now();
		world.longlonglong.touch();
	}
	world.longlonglong.resets.push({ requestId: call.id, taskId: task.id, numbers: fitting });
	return success('批量重置号码成功'); // Without `data`, as the page shows it.
}

/** DELETE task/{task_id}/number-batch-delete, body `{"customer_info_list":[{"phone":"…"}]}` (D-num-del). The reply is inferred. */
export function deleteNumbers(world: World, call: Call): Reply {
	const task = taskOf(call, world.longlonglong);
	checkNumbersMayChange(task);
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	flag(input, 'encryption', complaints);
	ownerOf(input, world.longlonglong, complaints);
	const list = input.customer_info_list;
	if (!isSent(list) || (Array.isArray(list) && list.length === 0)) {
		complaints.add('customer_info_list', WORDS.required);
	} else if (!Array.isArray(list)) {
		complaints.add('customer_info_list', WORDS.array);
	}
	const phones = (Array.isArray(list) ? list : []).map((part: unknown, index) => {
		const phone = isRecord(part) ? part.phone : undefined;
		if (typeof phone !== 'string' || phone === '') {
			complaints.add(`customer_info_list.${index}.phone`, isSent(phone) ? WORDS.string : WORDS.required);
		}
		return String(phone);
	});
	complaints.stop(world.settings.validationCode);
	for (const phone of phones) if (task.numbers.delete(phone)) world.longlonglong.touch();
	return success('批量删除号码成功', []);
}

function isWithin({ createdAt }: TaskNumber, span: Span | undefined): boolean {
	return !span || (createdAt >= span.from && createdAt <= span.to);
}

import { LONGLONGLONG } from '../../accounts';
import type { Call, Reply } from '../../http/call';
import type { World } from '../../world';
import { Complaints, text } from '../checks';
import { Refusal, success } from '../envelope';
import { readInput } from '../input';
import { page } from '../paging';

const DAY_MS = 24 * 60 * 60 * 1000;

/** GET token: how long the partner's token is valid (D-token). The shape of `data` is inferred. */
export function showToken({ settings, clock }: World): Reply {
	const end = clock.now() + settings.tokenDays * DAY_MS;
	const data = {
		time: { expires_at: clock.text(end) },
		seconds: { token: { expired_time: Math.floor(end / 1000) } },
		none: [],
	}[settings.tokenEnd];
	return success('查看token有效期成功', data);
}

/** GET user/{user_id}/subset_users: the sub-accounts (D-sublist). The fields of a row are inferred. */
export function listSubAccounts(world: World, call: Call): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	const wanted = (['id', 'name', 'email', 'phone'] as const).map((field) => ({
		field,
		value: text(input, field, complaints),
	}));
	const found = [...world.longlonglong.subAccounts.values()].filter((account) =>
		wanted.every(({ field, value }) => value === undefined || account[field].includes(value)),
	);
	const { rows, meta } = page(found, input, complaints, world.settings, { pageRequired: true });
	const data = rows.map(({ createdAt, ...account }) => ({
		...account,
		user_id: LONGLONGLONG.userId,
		created_at: world.clock.text(createdAt),
	}));
	return success('查看子账户列表成功', data, meta);
}

/** GET download-number?key=…: the numbers of a batch callback (M-cb-num). */
export function downloadNumbers(world: World, call: Call): Reply {
	const { key } = readInput(call, world.settings);
	const numbers = world.longlonglong.downloads.get(String(key));
	if (!numbers) throw new Refusal(404, '数据不存在');
	// The manual's sample has no envelope.
	return { status: 200, body: JSON.stringify({ numbers }) };
}

/** GET callback_blacklist: the blocked callback addresses (M-cb-black). */
export function listBlacklist(world: World): Reply {
	const now = world.clock.now();
	const data = world.longlonglong.blacklist.map(({ id, url, blackoutAt, releaseAt }) => ({
		id,
		user_id: LONGLONGLONG.userId,
		url,
		blackout_time: world.clock.text(blackoutAt),
		release_time: world.clock.text(releaseAt),
		status: releaseAt > now ? 0 : 1,
		status_str: releaseAt > now ? '拉黑中' : '已释放',
		created_at: world.clock.text(blackoutAt),
		updated_at: world.clock.text(Math.min(releaseAt, now)),
	}));
	return success('查看黑名单成功', data);
}

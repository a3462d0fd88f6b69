import type { Call, Reply } from '../http/call';
import { isRecord } from '../json';
import type { World } from '../world';
import type { Customer, CustomerFields } from './data/model';
import { nxlinkSuccess } from './envelope';
import { cutPage, describePage } from './pages';
import { readBody, wrongParameter } from './request';
import { isGiven } from './rows';

const MOST_ROWS = 50;

/** Filter of customers/query → field of a customer. The documents spell `whatsApp_phone` in this way for the filter only. */
const TEXT_FILTERS: Record<string, string> = {
	name: 'first_name',
	sms_phone: 'sms_phone',
	whatsApp_phone: 'whats_app_phone',
	email: 'email',
	viber_phone: 'viber_phone',
	source_channel_key: 'source_channel_key',
};

type Filter = (customer: Customer) => boolean;

/** POST customers/query: customers by id, in pages of at most 50 (nxlink.md 3.1 b). The reply's shape is inferred. */
export function queryCustomers(world: World, call: Call): Reply {
	const body = readBody(call, world.settings);
	const limit = body.limit;
	if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) {
		throw wrongParameter(`limit must be between 1 and ${MOST_ROWS}`);
	}
	const filters = [...textFilters(body), ...timeFilters(world, body), ...otherFilters(world, body)];
	const page = cutPage(world, matching(world, filters), body, limit);
	const rows = page.rows.map((customer) => describe(world, customer));
	const { data, beside } = describePage(world, page, rows);
	return nxlinkSuccess(data, world.settings, beside);
}

/** @returns the matching customers, in the order of their ids. */
function matching(world: World, filters: Filter[]): Customer[] {
	let rows = [...world.nxlink.customers.values()];
	if (world.settings.listedAfterMs > 0) rows = rows.filter(({ createdAt }) => world.isListed(createdAt));
	if (filters.length === 0 || !world.settings.appliesCustomerFilters) return rows;
	return rows.filter((customer) => filters.every((filter) => filter(customer)));
}

function describe(world: World, customer: Customer) {
	return {
		id: customer.id,
		...listedFields(world, customer),
		gender: customer.gender ?? null,
		weight: customer.weight ?? null,
		tags: customer.tags.map((name) => ({ id: world.nxlink.tagIds.get(name), tag_name: name })),
		source_type: customer.sourceType,
		customize_field: JSON.stringify(customer.custom),
		created_at: world.clock.text(customer.createdAt),
		updated_at: world.clock.text(customer.updatedAt),
	};
}

/** The fields of a customer, phones masked if `settings.maskPhonesInLists`: first three, asterisks, last four [INF]. */
function listedFields(world: World, { fields }: Customer): CustomerFields {
	if (!world.settings.maskPhonesInLists) return fields;
	const mask = (phone: string) => `${phone.slice(0, 3)}***${phone.slice(-4)}`;
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, name.endsWith('_phone') ? mask(value) : value]),
	);
}

function textFilters(body: Record<string, unknown>): Filter[] {
	return Object.entries(TEXT_FILTERS).flatMap(([parameter, field]): Filter[] => {
		const wanted = body[parameter];
		if (!isGiven(wanted)) return [];
		if (typeof wanted !== 'string') throw wrongParameter(`${parameter} must be a string`);
		return [({ fields }) => fields[field] === wanted];
	});
}

/** The documents do not say which time is filtered. Here it is the creation time [INF]. */
function timeFilters(world: World, body: Record<string, unknown>): Filter[] {
	const time = (name: string): number | undefined => {
		if (!isGiven(body[name])) return undefined;
		const ms = world.clock.parse(body[name]);
		if (ms === undefined) throw wrongParameter(`${name} must have the format yyyy-MM-dd HH:mm:ss`);
		return ms;
	};
	const start = time('start_time');
	const end = time('end_time');
	return [
		...(start === undefined ? [] : [({ createdAt }: Customer) => createdAt >= start]),
		...(end === undefined ? [] : [({ createdAt }: Customer) => createdAt <= end + 999]),
	];
}

function otherFilters(world: World, body: Record<string, unknown>): Filter[] {
	const filters: Filter[] = [];
	const { source_type: source, tags_logic_type: logic, tags, his_tags: oldTags } = body;
	if (isGiven(source)) {
		if (!Number.isInteger(source) || (source as number) < 0 || (source as number) > 15) {
			throw wrongParameter('source_type must be between 0 and 15');
		}
		filters.push(({ sourceType }) => sourceType === source);
	}
	if (isGiven(logic) && logic !== 'and' && logic !== 'or')
		throw wrongParameter('tags_logic_type must be and, or');
	const all = logic === 'and';
	// The sandbox never removes a tag, so the historical tags are the current ones.
	for (const [name, given] of Object.entries({ tags, his_tags: oldTags })) {
		const wanted = tagNames(world, name, given);
		if (wanted.length === 0) continue;
		const has = (customer: Customer) => (tag: string | undefined) =>
			tag !== undefined && customer.tags.includes(tag);
		filters.push((customer) => (all ? wanted.every(has(customer)) : wanted.some(has(customer))));
	}
	return filters;
}

/** @returns the names of the requested tags, given as ids (until 2024) or as objects `{id, tag_name}`; undefined for an unknown id. */
function tagNames(world: World, name: string, given: unknown): Array<string | undefined> {
	if (!isGiven(given)) return [];
	if (!Array.isArray(given)) throw wrongParameter(`${name} must be an array`);
	return given.map((tag: unknown) => {
		if (isRecord(tag) && typeof tag.tag_name === 'string') return tag.tag_name;
		const id = isRecord(tag) ? tag.id : tag;
		if (typeof id !== 'number') throw wrongParameter(`${name} must be ids or {id, tag_name}`);
		return [...world.nxlink.tagIds].find(([, known]) => known === id)?.[0];
	});
}

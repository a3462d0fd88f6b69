import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG, NXLINK } from '../../sandbox';
import { FIELDS } from '../../sandbox/nxlink/data/fields';

/** What is too short to be found by chance, or a word of the documents. */
const SHORTEST = 2;

/** Every text of an object, as deep as it goes. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'bigint') return [String(value)];
	if (value instanceof Map) return [...value].flatMap(textsIn);
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * All that a sandbox and the credentials for it hold about somebody: secrets, IDs, names, phones, email addresses, hosts, names of tasks
 * and custom fields.
 */
export function privateTexts({ url, longlonglong, nxlink }: Sandbox): string[] {
	const { customers, components, subAccounts, blacklist } = longlonglong;
	const tasks = [...longlonglong.tasks.values()].flatMap(({ id, name, numbers }) => [
		id,
		name,
		...textsIn(numbers),
	]);
	const people = [...customers.values()].flatMap(
		({ id, phone, name, email, company, extra, ...customer }) => {
			return [
				id,
				phone,
				name,
				email,
				company,
				extra,
				...textsIn(customer.components.map(({ value }) => value)),
			];
		},
	);
	const fields = [...components.values()].flatMap(({ id, name }) => [id, name]);
	const contacts = [...nxlink.customers.values()].flatMap(({ id, fields: known, tags, custom }) => {
		return [String(id), ...textsIn(known), ...tags, ...textsIn(custom), ...Object.keys(custom)];
	});
	const ownFields = FIELDS.filter(({ preset }) => !preset).flatMap(({ name, label }) => [name, label]);
	const { hostname, host } = new URL(url);
	const all = [
		url,
		host,
		hostname,
		...textsIn(LONGLONGLONG),
		...textsIn(NXLINK),
		...tasks,
		...people,
		...fields,
	];
	const rest = [...textsIn(subAccounts), ...textsIn(blacklist), ...contacts, ...ownFields];
	return [...new Set([...all, ...rest])].filter((text) => text.length >= SHORTEST);
}

import { CONTACTS } from './fields';
import type { Customer, CustomerFields, NxlinkStoring } from './model';

/** The first id of the manual's example. JSON.parse rounds it and its neighbours to the same number. */
const FIRST_ID = 1214631327620775936n;

/** The data of one tenant of NXLink. Tests may read and change all of it. */
export class NxlinkStore {
	/** Grows with every change that a request made. */
	changes = 0;
	/** Customers by id, in the order of their ids. */
	customers = new Map<bigint, Customer>();
	/** Tag name → id. */
	tagIds = new Map<string, number>();
	/** Every storing of a row, oldest first. Seeds are not recorded. */
	storings: NxlinkStoring[] = [];
	private nextId = FIRST_ID;
	private idsByContact = new Map<string, bigint>();

	reset(): void {
		this.changes++;
		for (const map of [this.customers, this.tagIds, this.idsByContact]) map.clear();
		this.storings = [];
		this.nextId = FIRST_ID;
	}

	/**
	 * @returns the customer that has one of these contacts. Which of them NXLink uses to recognise a customer
	 * is not documented [?]; here each of them does.
	 */
	findByContact(fields: CustomerFields): Customer | undefined {
		for (const contact of contactsOf(fields)) {
			const id = this.idsByContact.get(contact);
			if (id !== undefined) return this.customers.get(id);
		}
		return undefined;
	}

	newId(): bigint {
		return this.nextId++;
	}

	put(customer: Customer): void {
		this.customers.set(customer.id, customer);
		for (const contact of contactsOf(customer.fields)) this.idsByContact.set(contact, customer.id);
		for (const tag of customer.tags) {
			if (!this.tagIds.has(tag)) this.tagIds.set(tag, this.tagIds.size + 1);
		}
		this.changes++;
	}

	/** Removes the contacts of a customer from the index before others replace them. */
	forgetContacts(customer: Customer): void {
		for (const contact of contactsOf(customer.fields)) this.idsByContact.delete(contact);
	}

	/** @returns how often each contact (`whats_app_phone:8613…`) was stored. */
	timesStored(): Map<string, number> {
		const times = new Map<string, number>();
		for (const { contacts } of this.storings) {
			for (const contact of contacts) times.set(contact, (times.get(contact) ?? 0) + 1);
		}
		return times;
	}
}

/** @returns `<field>:<value>` of each contact in a row. */
export function contactsOf(fields: CustomerFields): string[] {
	return CONTACTS.filter((name) => fields[name]).map((name) => `${name}:${fields[name]}`);
}

import { CONTACTS } from './fields';
import type { Customer, CustomerFields, NxlinkStoring } from './model';

/** The first id of the manual's example; its neighbours are the same number to JSON.parse. */
const FIRST_ID = 1214631327620775936n;

/** All that one tenant of NXLink has stored. Tests read it, and may change what they like. */
export class NxlinkStore {
	/** Grows with every change that a request made. */
	changes = 0;
	/** In the order of their ids. */
	customers = new Map<bigint, Customer>();
	/** Tag name → id. */
	tagIds = new Map<string, number>();
	/** Every storing of a row, oldest first; seeding is none. */
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
	 * @returns the customer who has one of these contacts. By which of them NXLink recognises a customer
	 * is not documented [?]; here any will do.
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

	/** Forgets that contacts belong to a customer, before others take their place. */
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

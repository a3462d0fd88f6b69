/** The data of the NXLink side of the sandbox. */

/** Text fields of a customer, by their names in batch_create. */
export type CustomerFields = Record<string, string>;

export interface Customer {
	/** A 64-bit Long, which may exceed the safe integers of JavaScript. */
	id: bigint;
	/** full_name, sms_phone and other text fields as sent; a field that was never sent is missing. */
	fields: CustomerFields;
	gender: number | undefined;
	/** Customer level, 1 to 5. */
	weight: number | undefined;
	tags: string[];
	/** Id of a custom field, such as customize_1_13 → its value. */
	custom: Record<string, unknown>;
	/** Source of the customer; 6 means the open API. */
	sourceType: number;
	createdAt: number;
	updatedAt: number;
}

/** The storing of a row in a customer. A row that was stored twice has two of them. */
export interface NxlinkStoring {
	at: number;
	/** Id of the row's request in the log. */
	requestId: number;
	/** 0-based position in the request. */
	index: number;
	/** `<field>:<value>` of each contact in the row. */
	contacts: string[];
	customerId: bigint;
	how: 'created' | 'replaced' | 'merged';
	row: Record<string, unknown>;
}

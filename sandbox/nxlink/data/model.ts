/** What the NXLink side of the sandbox keeps. */

/** Text fields of a customer, by their names in batch_create. */
export type CustomerFields = Record<string, string>;

export interface Customer {
	/** A 64-bit Long: beyond what a JavaScript number holds. */
	id: bigint;
	/** full_name, sms_phone, … as sent; absent when never given. */
	fields: CustomerFields;
	gender: number | undefined;
	/** Customer level, 1 to 5. */
	weight: number | undefined;
	tags: string[];
	/** customize_1_13 → value. */
	custom: Record<string, unknown>;
	/** 6: made by the open API. */
	sourceType: number;
	createdAt: number;
	updatedAt: number;
}

/** One row that changed a customer. Whoever was stored twice stands here twice. */
export interface NxlinkStoring {
	at: number;
	/** The request that brought the row, in the log. */
	requestId: number;
	/** Position in the request, from 0. */
	index: number;
	/** `<field>:<value>` of each contact the row gave. */
	contacts: string[];
	customerId: bigint;
	how: 'created' | 'replaced' | 'merged';
	row: Record<string, unknown>;
}

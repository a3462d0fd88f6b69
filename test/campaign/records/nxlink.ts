import fc from 'fast-check';

import { SECRETS } from '../../../sandbox';
import { readJson } from '../../../sandbox/json';
import { batchCreate } from '../../../sandbox/nxlink/batchCreate';
import { guarded } from '../../../sandbox/nxlink/routes';
import { CUSTOMER_CHECK } from '../../workflow/arrival/records/nxlink';
import { CUSTOMER_UPSERT } from '../../workflow/import/records/nxlink';
import type { DrawnImport, Json } from './drawnImport';
import { customerColumns } from './nxlinkColumns';

const TYPE_OF = { replace: 0, merge: 1, keep: 2 };
type WhenExists = keyof typeof TYPE_OF;

/** What the store calls the phone of a row. */
const CONTACT = 'sms_phone:';

/** The custom fields, which travel as text that contains JSON; anything else is a column that nobody expects. */
function customFieldsOf(given: unknown): Json {
	if (given === undefined) return {};
	return typeof given === 'string' ? (readJson(given) as Json) : { customize_field: given };
}

const UPSERT: DrawnImport = {
	name: 'upsert',
	tested: CUSTOMER_UPSERT,
	arrival: CUSTOMER_CHECK,
	endpoint: { path: /\/customers\/batch_create$/, of: (world) => guarded(world, batchCreate) },
	baseColumns: { phone: 'sms_phone', name: 'full_name', seat: 'belong_seat_user' },
	columns: customerColumns,
	phoneForm: { keepsCountryCode: true, accepted: /^\d{1,30}$/, isChecked: true },
	refusedCell: { key: 'seat', given: 'nobody@example.com' },
	options: { strictBinding: fc.boolean() },
	// What becomes of a customer that is there, and what is said of one that is kept.
	parameters: fc.constantFrom<WhenExists>('keep', 'merge', 'replace').map((whenExists) => ({ whenExists })),
	settings: fc.constantFrom('success' as const, 'failItem' as const).map((keptRows) => ({ keptRows })),
	rowCodes: [1002, 12148, 12999],
	refusesLater: false,
	storesOnce: ({ parameters }) => parameters?.whenExists === 'keep',
	// What a 503 under HTTP 200 means is known to nobody.
	has503InEnvelope: false,
	denials: /^(?:401|403|100[0135-9])$/,
	storings: ({ nxlink }) =>
		nxlink.storings.flatMap(({ contacts, at }) =>
			contacts
				.filter((contact) => contact.startsWith(CONTACT))
				.map((contact) => ({ phone: contact.slice(CONTACT.length), at })),
		),
	head: ({ options: { strictBinding }, parameters }) => {
		const { whenExists = 'merge' } = (parameters ?? {}) as { whenExists?: WhenExists };
		const strict = strictBinding === undefined ? {} : { strict_binding: strictBinding };
		return { type: TYPE_OF[whenExists], ...strict };
	},
	accountFields: ['tenant_id', 'app_key'],
	repeatedFields: [],
	wireColumns: ({ customize_field: customFields, ...columns }) => ({
		...columns,
		...customFieldsOf(customFields),
	}),
	secrets: SECRETS,
};

export const NXLINK_DRAWN = [UPSERT];

import { ACME_TOKEN, storedContacts } from '../../fixtures/acme/sandbox/acme';
import { ACME_IMPORT } from '../../workflow/import/records/acme';
import type { CellMaker } from '../cells';
import { blank, EMAILS, INTEGERS } from '../cells';
import { entries, mayBeInvalid, NO_STRUCTURES, unclear } from '../structures';
import type { DrawnImport, Json } from './drawnImport';

/** What the entries of `extra` are called as columns of their own. */
const EXTRA = 'extra:';

const EXTRAS: CellMaker[] = [
	...[null, undefined, '', ' ', {}, '{}'].map(blank),
	...[[], '[]', [null], '[null]', [[]]].map(unclear),
	...NO_STRUCTURES,
	entries(EXTRA, { a: 'C1' }, { a: ['C1'] }),
	entries(EXTRA, '{"a":"C2","b":[3]}', { a: ['C2'], b: [[3]] }),
	entries(EXTRA, { a: null }, { a: [null, undefined] }, mayBeInvalid),
	entries(EXTRA, '{"a":110101199003077735}', { a: [110101199003077735n] }, mayBeInvalid),
];

/** The entries of an object as columns; an empty one is a column that nobody expects. */
function entriesOf(extra: unknown): Json {
	const values = Object.entries((extra ?? {}) as Json).map(([name, value]) => [EXTRA + name, value]);
	return values.length > 0 || extra === undefined ? (Object.fromEntries(values) as Json) : { extra };
}

/** The trial platform, which shows that the campaign takes a platform that the package does not have. */
const CONTACT: DrawnImport = {
	name: 'contact',
	tested: ACME_IMPORT,
	baseColumns: { phone: 'tel', name: 'who' },
	columns: () => [
		{ key: 'email', id: 'email', cells: EMAILS },
		{ key: 'score', id: 'score', cells: INTEGERS },
		{ key: 'extra', id: 'extra', cells: EXTRAS },
	],
	phoneForm: { keepsCountryCode: true, accepted: /^\d+$/, isChecked: true },
	refusedPhone: (index) => String(1000 + (index % 9000)),
	options: {},
	rowCodes: [400, 422, 7001],
	refusesLater: false,
	has503InEnvelope: true,
	denials: /^40[13]$/,
	storings: () => storedContacts.map(({ tel }) => ({ phone: String(tel), at: 0 })),
	head: () => ({}),
	accountFields: [],
	repeatedFields: [],
	wireColumns: ({ extra, ...columns }) => ({ ...columns, ...entriesOf(extra) }),
	secrets: [ACME_TOKEN],
};

export const ACME_DRAWN = [CONTACT];

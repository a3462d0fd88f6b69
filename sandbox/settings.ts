import { checkRowRules, type RowRule } from './rowRules';

/**
 * Everything about the platforms that the documents leave open, and the sandbox's own measures.
 * Each is a setting so that a test can try either answer. Marks as in the API facts: [INF] inferred, [?] not found.
 */

/** Kinds of callback, named by the platform's own `type` where it has one (longlonglong.md, section 5). */
export const CALLBACK_KINDS = [
	'api_customer_to_task',
	'import_number',
	'del_number',
	'task',
	'call',
	'async_customer',
	'async_number',
	'other',
] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

export interface Settings {
	/** HTTP status of an answer whose envelope is an error: 200, or the one that fits the code [?]. */
	errorStatus: 'always200' | 'matching';
	/** Moves the server's clock, its `Date` header included. Milliseconds. */
	clockOffsetMs: number;
	/** Zone of the platforms' `YYYY-MM-DD HH:mm:ss`; China's by default [INF]. Minutes east of UTC. */
	utcOffsetMinutes: number;
	/** Path that both platforms are served under, such as `/oem`; white-label hosts exist. */
	pathPrefix: string;
	/** A larger request body is answered 413. Bytes. */
	maxBodyBytes: number;
	/** How many requests the log keeps, the newest ones. */
	logLength: number;

	/** One row that fits any of these makes the platform refuse its whole request, whatever the request wants. */
	refusedRows: RowRule[];
	/** A list shows a row only so long after it was stored. Milliseconds. */
	listedAfterMs: number;
	/** Whether lists show phones with asterisks in the middle [?]. */
	maskPhonesInLists: boolean;
	/** What `number_add_suffix` puts behind the underscore; `digits` counts from 0000, as the last digits of phones do [?]. */
	numberSuffixes: 'mixed' | 'letters' | 'digits';

	/** How long asynchronous work takes. Milliseconds. */
	finishAfterMs: number;
	/** Rows that asynchronous work refuses although the request was taken: they become failures of the batch. */
	rowsRefusedLater: RowRule[];
	/** Whether an asynchronous import refuses a whole request for one bad row, or reports the row later [?]. */
	asyncValidation: 'wholeRequest' | 'later';
	/** What becomes of a number the task has already: reported, or left out without a word [?]. */
	duplicateNumbers: 'reported' | 'dropped';
	/** What becomes of a phone that the public pool has already [?]. */
	poolDuplicates: 'update' | 'refuse';
	/** `code` of a validation error [?]. */
	validationCode: number;
	/** How `identification/{unique_id}` answers while the work goes on [?]. */
	pendingBatch: 'status' | 'emptyData' | 'notFound';
	/** Where filters of a GET are read, if anywhere: the manual shows a JSON body, its samples use the query [?]. */
	filtersFrom: 'both' | 'query' | 'body' | 'none';
	/** What becomes of a GET that has a body: gateways in front of a platform may refuse it [?]. */
	getBody: 'taken' | 'refused';
	/** How many days the token is valid; 0 or less: it has ended, and is taken all the same. */
	tokenDays: number;
	/** How the reply writes the token's end: as a time, in seconds since 1970, or not at all [?]. */
	tokenEnd: 'time' | 'seconds' | 'none';
	/** Filters, by the name in the request, that every call ignores: what an unknown name would look like [?]. */
	ignoredFilters: string[];
	/** Whether a row of the public pool shows all fields of a customer; the documented sample shows five [?]. */
	poolRows: 'documented' | 'all';
	/** Whether a list's `meta` has its `total`; every documented list has it. */
	listTotals: boolean;
	/** Larger pages are cut to this without a word [?]. */
	maxPerPage: number;
	/** Whether `per_page` and `last_page` of a list are those of the page that came, or of the page that was asked for [?]. */
	pageMeta: 'used' | 'asked';
	/** Whether `encryption: true` has an effect (开启接口加密后有效). */
	encryptionEnabled: boolean;
	/** Ids of the components that every row must carry. */
	requiredComponents: string[];
	/** Stages that `type/{type}/get_customer` knows; only `clue` is documented. */
	stages: string[];
	/** Where callbacks go, by kind; `default` serves the kinds that have no address of their own. */
	callbackUrls: Partial<Record<CallbackKind | 'default', string>>;
	/** A slower answer puts the address on the blacklist [?]. Milliseconds. */
	callbackTimeoutMs: number;
	/** How long an address stays on the blacklist; 2 h in the manual's samples. Milliseconds. */
	callbackBlacklistMs: number;
	/** Whether `download-number` wants the bearer token [?]. */
	downloadNeedsToken: boolean;

	/** Whether `code` is `"0"` instead of `0`; both were met (nxlink.md 2.4). */
	codeAsString: boolean;
	/** `code` of a wrong tenant_id or app_key [?]. */
	tenantErrorCode: number;
	/** Whether one bad row fails the whole batch_create with 1002, or only itself [?]. */
	rowErrors: 'wholeRequest' | 'failItems';
	/** What `type: 2` says about a customer that it left as he was [?]. */
	keptRows: 'success' | 'failItem';
	/**
	 * Where customers/query puts its cursor: `paging.after`, `paging.next`, nowhere but in the rows' ids, or under a name that nobody
	 * would expect and counting customers; with `none` it gives the first page, whatever is asked [?].
	 */
	cursor: 'after' | 'next' | 'rowId' | 'position' | 'none';
	/** Whether that cursor is a Long, as the request's is documented, or a text that only the platform can read [?]. */
	cursorKind: 'long' | 'text';
	/** What the list of customers is called within `data`; `data`: it is `data` itself, and the cursor stands beside it [?]. */
	customersUnder: 'list' | 'customers' | 'customerVOList' | 'data';
	/** Whether customers/query says how many customers there are [?]. */
	namesTotal: boolean;
	/** Larger pages of customers/query are cut to this without a word [?]. */
	maxCustomersPerPage: number;
	/** Whether customers/query looks at its filters at all. */
	appliesCustomerFilters: boolean;
}

/** @returns the settings of a fresh sandbox; each call makes its own copy. */
export function defaultSettings(): Settings {
	return {
		errorStatus: 'always200',
		clockOffsetMs: 0,
		utcOffsetMinutes: 8 * 60,
		pathPrefix: '',
		maxBodyBytes: 20 * 1024 * 1024,
		logLength: 5_000,
		refusedRows: [],
		listedAfterMs: 0,
		maskPhonesInLists: false,
		numberSuffixes: 'mixed',
		finishAfterMs: 300,
		rowsRefusedLater: [],
		asyncValidation: 'wholeRequest',
		duplicateNumbers: 'reported',
		poolDuplicates: 'update',
		validationCode: 422,
		pendingBatch: 'status',
		filtersFrom: 'both',
		getBody: 'taken',
		tokenDays: 365,
		tokenEnd: 'time',
		ignoredFilters: [],
		poolRows: 'documented',
		listTotals: true,
		maxPerPage: 1_000,
		pageMeta: 'used',
		encryptionEnabled: true,
		requiredComponents: [],
		stages: ['clue'],
		callbackUrls: {},
		callbackTimeoutMs: 3_000,
		callbackBlacklistMs: 2 * 60 * 60 * 1_000,
		downloadNeedsToken: false,
		codeAsString: false,
		tenantErrorCode: 12001,
		rowErrors: 'wholeRequest',
		keptRows: 'success',
		cursor: 'after',
		cursorKind: 'long',
		customersUnder: 'list',
		namesTotal: false,
		maxCustomersPerPage: 50,
		appliesCustomerFilters: true,
	};
}

const CHOICES: Partial<Record<keyof Settings, readonly string[]>> = {
	errorStatus: ['always200', 'matching'],
	asyncValidation: ['wholeRequest', 'later'],
	duplicateNumbers: ['reported', 'dropped'],
	poolDuplicates: ['update', 'refuse'],
	numberSuffixes: ['mixed', 'letters', 'digits'],
	pendingBatch: ['status', 'emptyData', 'notFound'],
	filtersFrom: ['both', 'query', 'body', 'none'],
	getBody: ['taken', 'refused'],
	tokenEnd: ['time', 'seconds', 'none'],
	pageMeta: ['used', 'asked'],
	poolRows: ['documented', 'all'],
	rowErrors: ['wholeRequest', 'failItems'],
	keptRows: ['success', 'failItem'],
	cursor: ['after', 'next', 'rowId', 'position', 'none'],
	cursorKind: ['long', 'text'],
	customersUnder: ['list', 'customers', 'customerVOList', 'data'],
};

/**
 * Takes over settings that came as JSON, from another process or from the page.
 * @throws Error naming the first setting that does not exist or has the wrong type; nothing is changed then.
 */
export function changeSettings(settings: Settings, changes: Record<string, unknown>): void {
	const defaults = defaultSettings() as unknown as Record<string, unknown>;
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(defaults, name)) throw new Error(`There is no setting "${name}".`);
		const expected = defaults[name];
		if (
			typeof value !== typeof expected ||
			Array.isArray(value) !== Array.isArray(expected) ||
			value === null
		) {
			const type = Array.isArray(expected) ? 'list' : typeof expected;
			throw new Error(`Setting "${name}" must be a ${type}.`);
		}
		const choices = CHOICES[name as keyof Settings];
		if (choices && !choices.includes(String(value))) {
			throw new Error(`Setting "${name}" must be one of ${choices.join(', ')}.`);
		}
	}
	checkCallbackUrls(changes.callbackUrls);
	checkRowRules(changes.refusedRows);
	checkRowRules(changes.rowsRefusedLater);
	Object.assign(settings, changes);
}

function checkCallbackUrls(urls: unknown): void {
	for (const [kind, url] of Object.entries(urls ?? {})) {
		if (kind !== 'default' && !(CALLBACK_KINDS as readonly string[]).includes(kind)) {
			throw new Error(`There is no kind of callback "${kind}".`);
		}
		if (!URL.canParse(String(url))) throw new Error(`The callback address of "${kind}" is no URL.`);
	}
}

import { checkRowRules, type RowRule } from './rowRules';

/**
 * The settings of the sandbox. Everything about the platforms that the documents leave open is a setting, so that a test can
 * try each possibility. Marks as in the API facts: [INF] inferred, [?] not found.
 */

/** The kinds of callbacks. Their names are the platform's `type` where it has one (longlonglong.md, section 5). */
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
	/** HTTP status of an answer whose envelope is an error: 200, or the status that corresponds to the code [?]. */
	errorStatus: 'always200' | 'matching';
	/** Offset of the server's clock, which also applies to its `Date` header, in milliseconds. */
	clockOffsetMs: number;
	/** Time zone of the platforms' `YYYY-MM-DD HH:mm:ss` in minutes east of UTC; the default is China's [INF]. */
	utcOffsetMinutes: number;
	/** Path under which both platforms are served, such as `/oem`, because white-label hosts exist. */
	pathPrefix: string;
	/** A request body with more bytes is answered with 413. */
	maxBodyBytes: number;
	/** Number of newest requests that the log keeps. */
	logLength: number;

	/** When a row breaks one of these rules, the platform refuses its whole request. */
	refusedRows: RowRule[];
	/** A list shows a row only after this time since it was stored, in milliseconds. */
	listedAfterMs: number;
	/** Whether lists show phones with asterisks in the middle [?]. */
	maskPhonesInLists: boolean;
	/** The form of the suffix that `number_add_suffix` adds after an underscore; `digits` counts from 0000 [?]. */
	numberSuffixes: 'mixed' | 'letters' | 'digits';

	/** Duration of asynchronous work in milliseconds. */
	finishAfterMs: number;
	/** When a row breaks one of these rules, asynchronous work refuses it although the request was accepted: it becomes a failure of the batch. */
	rowsRefusedLater: RowRule[];
	/** Whether an asynchronous import refuses a whole request because of one bad row, or reports the row later [?]. */
	asyncValidation: 'wholeRequest' | 'later';
	/** Whether a number that the task already has is reported, or left out without a report [?]. */
	duplicateNumbers: 'reported' | 'dropped';
	/** Whether a phone that the public pool already has is updated or refused [?]. */
	poolDuplicates: 'update' | 'refuse';
	/** `code` of a validation error [?]. */
	validationCode: number;
	/** How `identification/{unique_id}` answers until the work is finished [?]. */
	pendingBatch: 'status' | 'emptyData' | 'notFound';
	/** Where the platform reads the filters of a GET: the manual shows a JSON body, its samples use the query [?]. */
	filtersFrom: 'both' | 'query' | 'body' | 'none';
	/** Whether a GET with a body is accepted. A gateway in front of a platform may refuse it [?]. */
	getBody: 'taken' | 'refused';
	/** Number of days for which the token is valid. With 0 or less it has expired, but is still accepted. */
	tokenDays: number;
	/** The form of the token's end in the reply: a time, seconds since 1970, or missing [?]. */
	tokenEnd: 'time' | 'seconds' | 'none';
	/** Names of filters that every call ignores, as a platform may do with an unknown name [?]. */
	ignoredFilters: string[];
	/** Whether a row of the public pool shows all fields of a customer; the documented sample shows five [?]. */
	poolRows: 'documented' | 'all';
	/** Whether the `meta` of a list has a `total`. Every documented list has one. */
	listTotals: boolean;
	/** Maximum number of rows on a page. A larger page is cut without an error [?]. */
	maxPerPage: number;
	/** Whether `per_page` and `last_page` of a list describe the page that was sent, or the page that was requested [?]. */
	pageMeta: 'used' | 'asked';
	/** Whether `encryption: true` has an effect (开启接口加密后有效). */
	encryptionEnabled: boolean;
	/** Ids of the components that every row must have. */
	requiredComponents: string[];
	/** Stages that `type/{type}/get_customer` accepts; only `clue` is documented. */
	stages: string[];
	/** Kind of callback → its address; `default` is used for kinds without one. */
	callbackUrls: Partial<Record<CallbackKind | 'default', string>>;
	/** A slower answer, in milliseconds, puts the address on the blacklist [?]. */
	callbackTimeoutMs: number;
	/** How long an address stays on the blacklist, in milliseconds; 2 h in the manual's samples. */
	callbackBlacklistMs: number;
	/** Whether `download-number` requires the bearer token [?]. */
	downloadNeedsToken: boolean;

	/** Whether `code` is `"0"` instead of `0`; third parties have seen both (nxlink.md 2.4). */
	codeAsString: boolean;
	/** `code` of a wrong tenant_id or app_key [?]. */
	tenantErrorCode: number;
	/** Whether a bad row makes the whole batch_create fail with 1002, or only itself [?]. */
	rowErrors: 'wholeRequest' | 'failItems';
	/** Whether a customer that `type: 2` has not changed is reported as a success or as a failure [?]. */
	keptRows: 'success' | 'failItem';
	/**
	 * The cursor of customers/query: in `paging.after`, in `paging.next`, only in the ids of the rows, or under the unusual name `position`
	 * as a number of customers. With `none` it always returns the first page [?].
	 */
	cursor: 'after' | 'next' | 'rowId' | 'position' | 'none';
	/** Whether that cursor is a Long, as the documents describe it in the request, or an opaque text [?]. */
	cursorKind: 'long' | 'text';
	/** The name of the list of customers within `data`. With `data` the list is `data` itself, and the cursor is beside it [?]. */
	customersUnder: 'list' | 'customers' | 'customerVOList' | 'data';
	/** Whether customers/query states the total number of customers [?]. */
	namesTotal: boolean;
	/** Maximum number of customers on a page of customers/query. A larger page is cut without an error [?]. */
	maxCustomersPerPage: number;
	/** Whether customers/query applies its filters. */
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
 * Changes settings by values that came as JSON, from another process or from the page.
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

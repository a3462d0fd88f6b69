/** The data of the Longlonglong side of the sandbox. Names follow the manual; times are milliseconds. */

export interface ComponentValue {
	id: string;
	value: unknown;
}

/** A customer of the public pool (客户公海). */
export interface PoolCustomer {
	id: string;
	phone: string;
	name: string;
	email: string;
	company: string;
	sex: number;
	sourceId: number | null;
	industryId: number | null;
	gradeId: number | null;
	extra: string;
	components: ComponentValue[];
	/** Id of the main account or of a sub-account. */
	ownerId: string;
	stage: string;
	followed: boolean;
	called: boolean;
	createdAt: number;
}

/** A number of a call task. */
export interface TaskNumber {
	id: string;
	/** The number in the task, with a suffix when one was added. */
	number: string;
	name: string;
	company: string;
	/** 0 waiting to 12; longlonglong.md 4.4. */
	status: number;
	ownerId: string;
	customVars: unknown;
	controlSelectRobot: string;
	createdAt: number;
	updatedAt: number;
}

export interface Task {
	id: string;
	name: string;
	kind: 'classic' | '2.0';
	state: 'paused' | 'running' | 'waiting';
	isCallIn: boolean;
	ownerId: string;
	createdAt: number;
	/** Number → its entry. */
	numbers: Map<string, TaskNumber>;
}

/** A custom field of the public pool (公海自定义组件). */
export interface Component {
	id: string;
	name: string;
	type: 'text' | 'number' | 'date';
	sort: number;
	validate: string[];
	enabled: boolean;
}

export interface SubAccount {
	id: string;
	name: string;
	email: string;
	phone: string;
	createdAt: number;
}

export interface CallRecord {
	recordId: string;
	taskId: string;
	number: string;
	name: string;
	company: string;
	startedAt: number;
	/** Seconds. */
	duration: number;
	/** Duration of the talk in seconds. */
	bill: number;
	/** 1 A to 5 E. */
	intention: number;
	rounds: number;
	score: number;
	extra: string;
	dialogue: Array<{ question: string; answer: string }>;
}

/** Asynchronous work, which the caller identifies by its `unique_id`. */
export interface Batch {
	uniqueId: string;
	kind: 'async_customer' | 'async_number' | 'api_customer_to_task';
	requestId: number;
	taskId: string | undefined;
	createdAt: number;
	finishedAt: number | undefined;
	total: number;
	taskNumberCount: number;
	crmCustomerCount: number;
	failures: Failure[];
	/** The numbers that `download-number` returns for it. */
	numbers: string[];
}

/** A failure as `fail_datas` shows it, with a masked number. */
export interface Failure {
	fail_data: string;
	fail_cause: string;
}

/** The storing of a row. A row that was stored twice has two of them. */
export interface Storing {
	at: number;
	/** Id of the row's request in the log. */
	requestId: number;
	place: 'pool' | 'task';
	taskId: string | undefined;
	/** The phone as the row has it. */
	phone: string;
	/** The phone as it was stored, with the suffix that `number_add_suffix` added. */
	storedAs: string;
	how: 'created' | 'updated';
	/** The whole row as it was sent. */
	row: Record<string, unknown>;
}

/** One customer_to_task. */
export interface Move {
	/** In the log. */
	requestId: number;
	taskId: string;
	/** Number of customers that matched its filters. */
	customers: number;
}

/** One number-batch-reset. */
export interface Reset {
	/** In the log. */
	requestId: number;
	taskId: string;
	/** Number of numbers that matched its filters. */
	numbers: number;
}

export interface BlacklistEntry {
	id: number;
	url: string;
	blackoutAt: number;
	releaseAt: number;
}

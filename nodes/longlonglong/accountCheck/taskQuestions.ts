import type { IDataObject } from 'n8n-workflow';

import type { Question } from '../../platform/accountCheck';
import { attention, countOf, ok, describeRefusal, unknown } from '../../platform/accountCheck';
import { isInbound, taskStateName } from '../operation/taskState';
import type { LonglonglongProbe } from './probe';
import { isPage } from './probe';

/** How many tasks of a list are read, at most. */
const MAX_TASKS = 100;

/** Patterns for the platform's names of states, and the node's word for each state, in the order of the answer. */
const STATES: Array<[words: RegExp, state: string]> = [
	[/暂停|paused/i, 'paused'],
	[/执行中|拨打中|running|calling/i, 'running'],
	[/等待|waiting/i, 'waiting'],
];
const INBOUND = 'inbound';
const UNKNOWN = 'in an unknown state';

function stateOf(task: IDataObject): string {
	if (isInbound(task)) return INBOUND;
	const name = taskStateName(task) ?? '';
	return STATES.find(([words]) => words.test(name))?.[1] ?? UNKNOWN;
}

/** Counts tasks by their states, such as "2 paused, 1 running, 1 inbound". */
function stateCounts(tasks: IDataObject[]): string {
	return [...STATES.map(([, state]) => state), INBOUND, UNKNOWN]
		.map((state) => ({ state, count: tasks.filter((task) => stateOf(task) === state).length }))
		.filter(({ count }) => count > 0)
		.map(({ state, count }) => `${count} ${state}`)
		.join(', ');
}

interface TaskKind {
	question: string;
	path(account: string): string;
	takesNumbers(task: IDataObject): boolean;
	/** What a user can do when no task takes numbers. */
	setting: string;
}

function taskQuestion({ question, path, takesNumbers, setting }: TaskKind): Question<LonglonglongProbe> {
	return {
		question,
		ask: async (probe) => {
			const page = await probe.list(path(probe.path), { query: { page: 1, per_page: MAX_TASKS } });
			if (!isPage(page)) return describeRefusal(page);
			const { rows, total = rows.length } = page;
			if (total === 0) return ok('There are none.');
			if (rows.length === 0) return unknown(`There are ${total}, but the list shows none of them.`);
			const first = total > rows.length ? `Of ${total}, the first ${rows.length}` : countOf(total, 'task');
			const takers = rows.filter(takesNumbers).length;
			const detail = `${first}: ${stateCounts(rows)}. ${takers} of them can take numbers now.`;
			return takers > 0 ? ok(detail) : attention(detail, setting);
		},
	};
}

export const classicTasksQuestion = taskQuestion({
	question: 'Which classic tasks are there, and which take numbers now?',
	path: (account) => `${account}/task`,
	takesNumbers: (task) => stateOf(task) !== INBOUND,
	setting: 'Create an outbound task (外呼) at the platform.',
});

/** Source: the pages on adding numbers: a 2.0 task must be paused. */
export const newTasksQuestion = taskQuestion({
	question: 'Which 2.0 tasks are there, and which take numbers now?',
	path: (account) => `/new${account}/task`,
	takesNumbers: (task) => stateOf(task) === 'paused',
	setting:
		'Longlonglong Task Number → Task → Pause, before numbers are added. Inbound tasks (呼入) take none.',
});

import type { World } from '../world';
import type { CallRecord, Task } from './data/model';

const LETTERS = ['A', 'B', 'C', 'D', 'E'];

/** @returns the letter of an intention level: 1 is A, 5 is E. */
export function intentionLetter(level: number): string {
	return LETTERS[level - 1] ?? '';
}

/** @returns the id of the nth record or seeded object of a kind. It has the form of a UUID and is the same in every run. */
export function numberedId(kind: string, index: number): string {
	return `${kind.padEnd(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** Stores the record of a finished call and returns it. Its contents depend only on its number in the sequence. */
export function recordOnDemand(world: World, task: Task, number?: string, ageMs = 60_000): CallRecord {
	const store = world.longlonglong;
	const index = store.records.size + 1;
	const called = number ?? [...task.numbers.keys()][0] ?? '13012121212';
	const record: CallRecord = {
		recordId: numberedId('ca11', index),
		taskId: task.id,
		number: called,
		name: task.numbers.get(called)?.name ?? '',
		company: task.numbers.get(called)?.company ?? '',
		startedAt: world.clock.now() - ageMs,
		duration: 20 + (index % 40),
		bill: 16 + (index % 40),
		intention: 1 + (index % 5),
		rounds: 2 + (index % 4),
		score: index % 100,
		extra: store.customerByPhone(called)?.extra ?? '',
		dialogue: [
			{ question: '您好,请问现在方便吗?', answer: '方便' },
			{ question: '您对我们的新品感兴趣吗?', answer: index % 2 ? '可以了解一下' : '暂时不需要' },
		],
	};
	store.records.set(record.recordId, record);
	return record;
}

import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { privateTexts } from './privateTexts';

/** What the check of an account answers, as all platforms answer it. */
export const ok = (detail: unknown) => ({ answer: 'ok', detail, setting: '—' });
export const attention = (detail: unknown, setting: unknown) => ({ answer: 'attention', detail, setting });
export const unknown = (detail: unknown) => expect.objectContaining({ answer: 'unknown', detail }) as unknown;
export const matching = (words: RegExp) => expect.stringMatching(words) as unknown;

/** The answers by their questions. Expects these questions in this order, and nothing in the answers that is anybody's. */
export function answersIn(
	items: IDataObject[],
	questions: string[],
	sandbox: Sandbox,
): Record<string, IDataObject> {
	expect(items.map(({ question }) => question)).toEqual(questions);
	for (const item of items) {
		expect(Object.keys(item)).toEqual(['question', 'answer', 'detail', 'setting']);
		expect(['ok', 'attention', 'unknown']).toContain(item.answer);
		expect(item.detail).toMatch(/^\S.*\.$/);
		if (item.answer === 'attention') expect(item.setting).not.toBe('—');
	}
	const text = JSON.stringify(items);
	expect(privateTexts(sandbox).filter((known) => text.includes(known))).toEqual([]);
	return Object.fromEntries(items.map(({ question, ...answer }) => [question as string, answer]));
}

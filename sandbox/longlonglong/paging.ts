import type { Settings } from '../settings';
import type { Complaints } from './checks';
import { isSent, wholeNumber, WORDS } from './checks';
import type { Input } from './input';

const DEFAULT_PER_PAGE = 15;

export interface Page<T> {
	rows: T[];
	/** The `meta` of every list. `per_page` is returned as it was sent, so it is a string when it came in the query. */
	meta: {
		has_pages: boolean;
		/** Missing when `settings.listTotals` is off. */
		total?: number;
		last_page: number;
		current_page: number;
		per_page: number | string;
	};
}

/**
 * Selects the requested page of a list. Complaints about the request, including those about the page, refuse it.
 * @throws Refusal with the complaints
 */
export function page<T>(
	all: T[],
	input: Input,
	complaints: Complaints,
	settings: Settings,
	{ pageRequired }: { pageRequired: boolean },
): Page<T> {
	if (pageRequired && !isSent(input.page)) complaints.add('page', WORDS.required);
	const current = positive(input, 'page', 1, complaints);
	const asked = positive(input, 'per_page', DEFAULT_PER_PAGE, complaints);
	const perPage = Math.min(asked, settings.maxPerPage);
	const named = settings.pageMeta === 'asked' ? asked : perPage;
	complaints.stop(settings.validationCode);
	const lastPage = Math.max(1, Math.ceil(all.length / named));
	return {
		rows: all.slice((current - 1) * perPage, current * perPage),
		meta: {
			has_pages: lastPage > 1,
			...(settings.listTotals && { total: all.length }),
			last_page: lastPage,
			current_page: current,
			per_page: typeof input.per_page === 'string' ? String(named) : named,
		},
	};
}

function positive(input: Input, name: string, otherwise: number, complaints: Complaints): number {
	if (!isSent(input[name])) return otherwise;
	const number = wholeNumber(input[name]);
	if (number !== undefined && number > 0) return number;
	complaints.add(name, WORDS.integer);
	return otherwise;
}

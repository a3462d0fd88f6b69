import type { IDataObject } from 'n8n-workflow';

import type { Finding, Question } from '../../platform/accountCheck';
import { attention, ok, describeRefusal, unknown } from '../../platform/accountCheck';
import { placeFilters } from '../../platform/options';
import type { ListPage, LonglonglongProbe } from './probe';
import { isPage } from './probe';

/**
 * These questions find out where the platform reads the filters of a list: the manual shows a JSON body, but its samples use the query
 * string. Each question sends a filter in each place, and looks whether the rows of the reply fit the filter.
 */

/** Places and their names in 'Send Filters In', in the order in which they are tried. */
const PLACES = { both: 'Both', query: 'Query String', body: 'JSON Body' } as const;
type Place = keyof typeof PLACES;
type Effect = 'applied' | 'no effect' | 'refused' | 'unclear';

const SAMPLE_SIZE = 20;

/** Sends a filter in one place of the request, and reports its effect. */
type TryFilter = (place: Place) => Promise<Effect>;

async function customersWith(
	{ path, list }: LonglonglongProbe,
	filters: IDataObject,
	filtersIn: Place,
): Promise<ListPage | undefined> {
	const placed = placeFilters({ page: 1, per_page: SAMPLE_SIZE }, filters, { filtersIn });
	const page = await list(`${path}/get_customer`, placed);
	return isPage(page) ? page : undefined;
}

/** Tries a filter in all places, and recommends one that works. */
async function comparePlaces(tryFilter: TryFilter): Promise<Finding> {
	const effects: Record<Place, Effect> = { both: 'unclear', query: 'unclear', body: 'unclear' };
	for (const place of Object.keys(PLACES) as Place[]) effects[place] = await tryFilter(place);
	const detail = `In the query string: ${effects.query}. In a JSON body: ${effects.body}. In both: ${effects.both}.`;
	if (effects.both === 'applied') return ok(detail);
	const working = (['query', 'body'] as const).find((place) => effects[place] === 'applied');
	if (working) return attention(detail, `Options → Send Filters In → ${PLACES[working]}`);
	if (Object.values(effects).every((effect) => effect === 'no effect')) {
		return attention(
			detail,
			'Use no filters, above all not in Move to Task and Reset. Filter the items in the workflow instead.',
		);
	}
	return { ...unknown(detail), setting: 'Try a filter in Get Many before you use it in Move to Task.' };
}

function textOf(row: IDataObject, name: string): string {
	const value = row[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Filters that should fit one customer. */
const SINGLE_FILTERS = ['phone', 'email'];

/** A filter with an unmasked value that some of the rows have and others do not; undefined when there is none. */
function selectiveFilter(rows: IDataObject[]): { name: string; value: string } | undefined {
	return SINGLE_FILTERS.flatMap((name) => {
		const values = rows.map((row) => textOf(row, name));
		const value = values.find((text) => text !== '' && !text.includes('*'));
		return value === undefined || values.every((text) => text === value) ? [] : [{ name, value }];
	})[0];
}

export const valueFilterQuestion: Question<LonglonglongProbe> = {
	question: 'Where is a filter with one value (phone) applied?',
	ask: async (probe) => {
		const sample = await probe.customers();
		if (!isPage(sample)) return describeRefusal(sample);
		const filter = selectiveFilter(sample.rows);
		if (!filter)
			return unknown('The public pool shows no two customers with different, unmasked phones or emails.');
		const { name, value } = filter;
		return await comparePlaces(async (place) => {
			const page = await customersWith(probe, { [name]: value }, place);
			if (!page) return 'refused';
			if (page.rows.length === 0) return 'unclear';
			return page.rows.every((row) => textOf(row, name) === value) ? 'applied' : 'no effect';
		});
	},
};

/** A time span in which no customer was created, because the platform did not exist yet. */
const EMPTY_SPAN = ['1990-01-01 00:00:00', '1990-01-01 00:00:01'];
const TIME_PATTERN = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

export const listFilterQuestion: Question<LonglonglongProbe> = {
	question: 'Where is a filter with a list (created_at) applied?',
	ask: async (probe) => {
		const sample = await probe.customers();
		if (!isPage(sample)) return describeRefusal(sample);
		const created = sample.rows
			.map((row) => textOf(row, 'created_at'))
			.find((time) => TIME_PATTERN.test(time));
		if (created === undefined)
			return unknown('The public pool shows no customer with a creation time (created_at).');
		return await comparePlaces(async (place) => {
			const inEmptySpan = await customersWith(probe, { created_at: EMPTY_SPAN }, place);
			const createdThen = await customersWith(probe, { created_at: [created, created] }, place);
			if (!inEmptySpan || !createdThen) return 'refused';
			if (inEmptySpan.rows.length > 0) return 'no effect';
			return createdThen.rows.length > 0 ? 'applied' : 'unclear';
		});
	},
};

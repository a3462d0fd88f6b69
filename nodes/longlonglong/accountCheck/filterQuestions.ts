import type { IDataObject } from 'n8n-workflow';

import type { Finding, Question } from '../../platform/accountCheck';
import { attention, ok, describeRefusal, unknown } from '../../platform/accountCheck';
import { placeFilters } from '../../platform/options';
import type { ListPage, LonglonglongProbe } from './probe';
import { isPage } from './probe';

/**
 * Where the platform reads the filters of a list: the manual shows a JSON body, its samples use the query string. Each place is tried
 * with a filter for a customer who is there, and compared with the pool without a filter.
 */

/** Places by their names in 'Send Filters In', in the order of the answer. */
const PLACES = { both: 'Both', query: 'Query String', body: 'JSON Body' } as const;
type Place = keyof typeof PLACES;
type Effect = 'applied' | 'no effect' | 'refused' | 'unclear';

const SAMPLE_SIZE = 20;

/** The effect of a filter in one place of the request. */
type Try = (place: Place) => Promise<Effect>;

async function customersWith(
	{ path, list }: LonglonglongProbe,
	filters: IDataObject,
	filtersIn: Place,
): Promise<ListPage | undefined> {
	const placed = placeFilters({ page: 1, per_page: SAMPLE_SIZE }, filters, { filtersIn });
	const page = await list(`${path}/get_customer`, placed);
	return isPage(page) ? page : undefined;
}

async function compare(tryIn: Try): Promise<Finding> {
	const effects: Record<Place, Effect> = { both: 'unclear', query: 'unclear', body: 'unclear' };
	for (const place of Object.keys(PLACES) as Place[]) effects[place] = await tryIn(place);
	const detail = `In the query string: ${effects.query}. In a JSON body: ${effects.body}. In both: ${effects.both}.`;
	if (effects.both === 'applied') return ok(detail);
	const working = (['query', 'body'] as const).find((place) => effects[place] === 'applied');
	if (working) return attention(detail, `Options → Send Filters In → ${PLACES[working]}`);
	if (Object.values(effects).every((effect) => effect === 'no effect')) {
		return attention(
			detail,
			'Use no filters: move and reset nothing by them, and filter the items in the workflow.',
		);
	}
	return { ...unknown(detail), setting: 'Try a filter with Get Many before anything is moved by it.' };
}

function textOf(row: IDataObject, name: string): string {
	const value = row[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Fields by which one customer can be told from others, if they are shown whole. */
const SINGLE_FILTERS = ['phone', 'email'];

/** A filter that fits some of the customers and not all of them. */
function tellingFilter(rows: IDataObject[]): { name: string; value: string } | undefined {
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
		const filter = tellingFilter(sample.rows);
		if (!filter)
			return unknown('The public pool shows no two customers whose phones or emails could be told apart.');
		const { name, value } = filter;
		return await compare(async (place) => {
			const page = await customersWith(probe, { [name]: value }, place);
			if (!page) return 'refused';
			if (page.rows.length === 0) return 'unclear';
			return page.rows.every((row) => textOf(row, name) === value) ? 'applied' : 'no effect';
		});
	},
};

/** A time span in which the platform did not exist yet. */
const NEVER = ['1990-01-01 00:00:00', '1990-01-01 00:00:01'];
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

export const listFilterQuestion: Question<LonglonglongProbe> = {
	question: 'Where is a filter with a list (created_at) applied?',
	ask: async (probe) => {
		const sample = await probe.customers();
		if (!isPage(sample)) return describeRefusal(sample);
		const created = sample.rows.map((row) => textOf(row, 'created_at')).find((time) => TIME.test(time));
		if (created === undefined)
			return unknown('The public pool shows no customer with the time when he came into it.');
		return await compare(async (place) => {
			const nobody = await customersWith(probe, { created_at: NEVER }, place);
			const somebody = await customersWith(probe, { created_at: [created, created] }, place);
			if (!nobody || !somebody) return 'refused';
			if (nobody.rows.length > 0) return 'no effect';
			return somebody.rows.length > 0 ? 'applied' : 'unclear';
		});
	},
};

import { isRecord } from '../../http/values';
import type { Question } from '../../platform/accountCheck';
import { attention, countOf, fieldNames, ok, describeRefusal } from '../../platform/accountCheck';
import type { LonglonglongProbe } from './probe';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A token with fewer days left gets a warning. */
const MIN_DAYS_LEFT = 30;
/** Matches possible names of the field with the token's last day. The reply is not documented. */
const EXPIRY_NAMES = /expir|end|valid|deadline|until/i;
const RENEW = "'Access Token' of the credential: issue a new one in the partner console (代理端).";

/** The day of a moment in a time zone, as `YYYY-MM-DD`. @param moment milliseconds since 1970 */
function dayIn(timezone: string, moment: number): string {
	return new Date(moment).toLocaleDateString('sv-SE', { timeZone: timezone });
}

/**
 * The day in a value, which may be `YYYY-MM-DD HH:mm:ss` in the platform's zone, or seconds or milliseconds since 1970; undefined for any
 * other value.
 */
function dayOf(value: unknown, timezone: string): string | undefined {
	const text = String(value ?? '').trim();
	if (/^\d{10}$/.test(text)) return dayIn(timezone, Number(text) * 1000);
	if (/^\d{13}$/.test(text)) return dayIn(timezone, Number(text));
	return /^\d{4}-\d\d-\d\d(?!\d)/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)))
		? text.slice(0, 10)
		: undefined;
}

/** All fields of a reply and of the objects in it that have a day. */
function daysIn(data: unknown, timezone: string): Array<[name: string, day: string]> {
	const entries: Array<[string, unknown]> = isRecord(data) ? Object.entries(data) : [['', data]];
	return entries.flatMap(([name, value]): Array<[string, string]> => {
		if (isRecord(value)) return daysIn(value, timezone);
		const day = dayOf(value, timezone);
		return day === undefined ? [] : [[name, day]];
	});
}

/** The token's last day: the latest day in fields with a fitting name, or else the latest day in the reply. */
function lastDayIn(data: unknown, timezone: string): string | undefined {
	const days = daysIn(data, timezone);
	const named = days.filter(([name]) => EXPIRY_NAMES.test(name));
	return (named.length > 0 ? named : days)
		.map(([, day]) => day)
		.sort()
		.at(-1);
}

export const tokenQuestion: Question<LonglonglongProbe> = {
	question: 'Is the token accepted, and when does it expire?',
	ask: async ({ token, timezone }) => {
		const { reply } = await token();
		if (reply.kind !== 'yes') return describeRefusal(reply);
		const { data } = reply.answer;
		const lastDay = lastDayIn(data, timezone);
		if (lastDay === undefined) {
			const fields = isRecord(data) ? fieldNames(data) : 'no field';
			return ok(`The token is accepted. The reply does not say when it expires (${fields}).`);
		}
		const days = Math.round((Date.parse(lastDay) - Date.parse(dayIn(timezone, Date.now()))) / DAY_MS);
		if (days < 0) return attention(`The token is accepted, although it expired on ${lastDay}.`, RENEW);
		const detail = `The token is accepted. It expires on ${lastDay}, in ${countOf(days, 'day')}.`;
		return days < MIN_DAYS_LEFT ? attention(detail, RENEW) : ok(detail);
	},
};

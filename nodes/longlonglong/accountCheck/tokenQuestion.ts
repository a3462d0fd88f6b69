import { isRecord } from '../../http/values';
import type { Question } from '../../platform/accountCheck';
import { attention, countOf, fieldNames, ok, describeRefusal } from '../../platform/accountCheck';
import type { LonglonglongProbe } from './probe';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A token that ends sooner is worth a warning. Days. */
const SOON_DAYS = 30;
/** Possible names of the field with the token's end. The shape of the reply is not documented. */
const END_NAMES = /expir|end|valid|deadline|until/i;
const RENEW = "'Access Token' of the credential: issue a new one in the partner console (代理端).";

/** The day of a moment, as `YYYY-MM-DD`, in a zone. */
function dayIn(timezone: string, moment: number): string {
	return new Date(moment).toLocaleDateString('sv-SE', { timeZone: timezone });
}

/** The day in a value as platforms write moments: `YYYY-MM-DD HH:mm:ss` in their own zone, or seconds or milliseconds since 1970. */
function dayOf(value: unknown, timezone: string): string | undefined {
	const text = String(value ?? '').trim();
	if (/^\d{10}$/.test(text)) return dayIn(timezone, Number(text) * 1000);
	if (/^\d{13}$/.test(text)) return dayIn(timezone, Number(text));
	return /^\d{4}-\d\d-\d\d(?!\d)/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)))
		? text.slice(0, 10)
		: undefined;
}

/** The days in all fields of a reply and of the objects in it, by the fields' names. */
function daysIn(data: unknown, timezone: string): Array<[name: string, day: string]> {
	const entries: Array<[string, unknown]> = isRecord(data) ? Object.entries(data) : [['', data]];
	return entries.flatMap(([name, value]): Array<[string, string]> => {
		if (isRecord(value)) return daysIn(value, timezone);
		const day = dayOf(value, timezone);
		return day === undefined ? [] : [[name, day]];
	});
}

/** The token's last day: in the field whose name says so, or else the latest day in the reply. */
function lastDayIn(data: unknown, timezone: string): string | undefined {
	const days = daysIn(data, timezone);
	const named = days.filter(([name]) => END_NAMES.test(name));
	return (named.length > 0 ? named : days)
		.map(([, day]) => day)
		.sort()
		.at(-1);
}

export const tokenQuestion: Question<LonglonglongProbe> = {
	question: 'Is the token taken, and until when?',
	ask: async ({ token, timezone }) => {
		const { reply } = await token();
		if (reply.kind !== 'yes') return describeRefusal(reply);
		const { data } = reply.answer;
		const lastDay = lastDayIn(data, timezone);
		if (lastDay === undefined) {
			const fields = isRecord(data) ? fieldNames(data) : 'no field';
			return ok(`The token is taken. The reply names no end of it (${fields}).`);
		}
		const days = Math.round((Date.parse(lastDay) - Date.parse(dayIn(timezone, Date.now()))) / DAY_MS);
		if (days < 0) return attention(`The token is taken, although it ended on ${lastDay}.`, RENEW);
		const detail = `The token is taken. It ends on ${lastDay}, in ${countOf(days, 'day')}.`;
		return days < SOON_DAYS ? attention(detail, RENEW) : ok(detail);
	},
};

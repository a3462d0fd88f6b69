import type { HttpAnswer } from '../../http/exchange';
import type { No, Reply, Unknown } from '../../http/reply';
import { credentialTest } from '../../platform/credentialTest';
import { listIn } from '../../platform/lists/listReply';
import type { Envelope } from '../../platform/platform';
import { signedRequest } from '../access/signedRequest';
import { customerFieldsCall } from '../api/customerFields';
import { ADVICE } from '../codes/replyCodes';
import { NXLINK, readAnswer } from '../platform';

/** Codes that speak of the access key, its secret or the clock; any other one comes after NXLink has accepted these. */
const ABOUT_THE_SIGNATURE = new Set(['1001', '1003', '1004', '1005']);

/** A team has the system's own fields in any case, so an answer without any is not about a team that exists. */
function readFields(answer: HttpAnswer): Reply<Envelope> {
	const reply = readAnswer(answer);
	if (reply.kind !== 'yes' || listIn(reply.answer.data)?.length) return reply;
	const { status: httpStatus } = answer;
	const message = 'it names no customer fields';
	return {
		kind: 'no',
		message,
		code: '0',
		httpStatus,
		retryable: false,
		deniesAllCalls: false,
		aboutRows: false,
	};
}

/** Tells the usual causes apart: the secret, the clock, the access key, the tenant or app key, and the address. */
function adviceFor({ code, httpStatus, advice }: No | Unknown): string | undefined {
	if (httpStatus === undefined) return advice;
	if (ABOUT_THE_SIGNATURE.has(code)) return ADVICE[code];
	// The HTTP status in the place of a code: no envelope came, so NXLink's API did not answer.
	if (code === String(httpStatus)) return "That is not NXLink's API: check 'Region' and 'Base URL'.";
	return "NXLink accepts the access key, but not the rest: check 'Tenant ID' and 'App Key'.";
}

/** Tests a credential with a call that reads which fields customers have. Source: GET customers/fields. */
export const nxlinkApiTest = credentialTest({
	platform: NXLINK,
	call: (credential) => {
		const tenantId = String(credential.tenantId ?? '').trim();
		const appKey = String(credential.appKey ?? '').trim();
		if (!/^[1-9]\d*$/.test(tenantId)) {
			return "'Tenant ID' must be a number: the team ID (团队 ID) of your NXLink team, digits only.";
		}
		return customerFieldsCall({ tenantId, appKey }, true);
	},
	headers: (credential) => signedRequest(credential, { headers: NXLINK.headers?.() }).headers,
	read: readFields,
	advice: adviceFor,
});

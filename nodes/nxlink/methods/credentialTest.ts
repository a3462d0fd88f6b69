import type { HttpAnswer } from '../../http/exchange';
import type { No, Reply, Unknown } from '../../http/reply';
import { credentialTest } from '../../platform/credentialTest';
import { listIn } from '../../platform/lists/listReply';
import type { Envelope } from '../../platform/platform';
import { signedRequest } from '../access/signedRequest';
import { customerFieldsCall } from '../api/customerFields';
import { ADVICE } from '../codes/replyCodes';
import { NXLINK, readAnswer } from '../platform';

/** Codes about the access key, its secret or the clock. NXLink returns any other code only after it has accepted these. */
const ABOUT_THE_SIGNATURE = new Set(['1001', '1003', '1004', '1005']);

/** Reads the answer of the test. Every team has the system's fields, so an answer without any field means that the team does not exist. */
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

/** Finds the likely cause of a failure: the secret, the clock, the access key, the tenant ID or app key, or the base URL. */
function adviceFor({ code, httpStatus, advice }: No | Unknown): string | undefined {
	if (httpStatus === undefined) return advice;
	if (ABOUT_THE_SIGNATURE.has(code)) return ADVICE[code];
	// The code equals the HTTP status when the answer has no envelope, so it does not come from NXLink's API.
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

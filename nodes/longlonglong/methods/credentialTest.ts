import { normalBaseUrl } from '../../http/baseUrl';
import { credentialTest } from '../../platform/credentialTest';
import { bearerOf } from '../api/bearer';
import { readAnswer } from '../api/client';
import { ADVICE } from '../codes';

/** Tests a credential with a call that needs the token alone. Source: GET token, 查看合作伙伴token有效期. */
export const longlonglongApiTest = credentialTest({
	platform: 'Longlonglong',
	request: (credential) => {
		const baseUrl = normalBaseUrl(credential.baseUrl, '/agent-api');
		if (baseUrl === undefined) {
			return "'Base URL' is not a URL. Give it with its scheme, such as https://ai.api.longlonglong.cn.";
		}
		return { url: `${baseUrl}/agent-api/token`, headers: bearerOf(credential) };
	},
	read: readAnswer,
	// The call names no IDs, so a 404 is not about one of them.
	advice: ({ code, advice }) => (code === '404' ? "Check 'Base URL'." : (ADVICE[code] ?? advice)),
	secrets: ['accessToken', 'callbackSecret'],
});

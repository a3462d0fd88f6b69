import { bearer } from '../../platform/credential';
import { credentialTest } from '../../platform/credentialTest';
import { LONGLONGLONG } from '../platform';

/** Tests a credential with a call that needs the token alone. Source: GET token, 查看合作伙伴token有效期. */
export const longlonglongApiTest = credentialTest({
	platform: LONGLONGLONG,
	call: () => ({ path: '/token' }),
	headers: ({ accessToken }) => bearer(accessToken),
	// The call names no IDs, so a 404 is not about one of them.
	advice: ({ code, advice }) => (code === '404' ? "Check 'Base URL'." : advice),
});

import { bearerHeader } from '../../platform/credential';
import { credentialTest } from '../../platform/credentialTest';
import { LONGLONGLONG } from '../platform';

/** Tests a credential with a call that needs the token alone. Source: GET token, 查看合作伙伴token有效期. */
export const longlonglongApiTest = credentialTest({
	platform: LONGLONGLONG,
	call: () => ({ path: '/token' }),
	headers: ({ accessToken }) => bearerHeader(accessToken),
	// The call has no ID in its path, so a 404 can only be about the address.
	advice: ({ code, advice }) => (code === '404' ? "Check 'Base URL'." : advice),
});

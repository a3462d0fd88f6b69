import fc from 'fast-check';

import { normalBaseUrl } from '../../../nodes/http/baseUrl';

describe('a base URL', () => {
	it.each([
		['https://ai.api.longlonglong.cn', 'https://ai.api.longlonglong.cn'],
		['  https://ai.api.longlonglong.cn/  ', 'https://ai.api.longlonglong.cn'],
		// The space that a Chinese keyboard types.
		['\u3000https://ai.api.longlonglong.cn\u3000', 'https://ai.api.longlonglong.cn'],
		['https://AI.api.longlonglong.cn///', 'https://ai.api.longlonglong.cn'],
		['https://ai.api.longlonglong.cn/agent-api', 'https://ai.api.longlonglong.cn'],
		['https://ai.api.longlonglong.cn/agent-api/', 'https://ai.api.longlonglong.cn'],
		['https://ai.api.longlonglong.cn//agent-api', 'https://ai.api.longlonglong.cn'],
		['http://10.0.0.1:8080/oem', 'http://10.0.0.1:8080/oem'],
		['http://10.0.0.1:8080/oem/agent-api/', 'http://10.0.0.1:8080/oem'],
		['https://example.com/my-agent-api', 'https://example.com/my-agent-api'],
		['https://example.com:443/', 'https://example.com'],
		['https://example.com/a?token=x#y', 'https://example.com/a'],
		['https://user:password@example.com', 'https://example.com'],
		['http://[::1]:9', 'http://[::1]:9'],
	])('%j begins every request with %j', (typed, expected) => {
		expect(normalBaseUrl(typed, '/agent-api')).toBe(expected);
	});

	it.each([
		'',
		'  ',
		'ai.api.longlonglong.cn',
		'localhost:3000',
		'ftp://example.com',
		'hhttps://example.com',
		'file:///etc',
		'https://',
		'//example.com',
		'javascript:alert(1)',
		undefined,
		null,
		5,
		{},
	])('%j is none', (typed) => {
		expect(normalBaseUrl(typed, '/agent-api')).toBeUndefined();
	});

	it('stays the same when it is made normal again, and ends without a slash', () => {
		const typed = fc.tuple(
			fc.webUrl({ withQueryParameters: true, withFragments: true }),
			fc.constantFrom('', '/', '/agent-api', '/agent-api//'),
		);
		fc.assert(
			fc.property(typed, ([url, tail]) => {
				const normal = normalBaseUrl(url + tail, '/agent-api');
				expect(normal).toMatch(/^https?:\/\/[^/]/);
				expect(normal).not.toMatch(/\/$|\?|#/);
				if (!normal?.endsWith('/agent-api')) expect(normalBaseUrl(normal, '/agent-api')).toBe(normal);
			}),
		);
	});
});

import { contacts, refusal, runImport, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();
const rows = contacts(3);

describe.each(OPERATIONS)('$name', (operation) => {
	it.each(['', '   ', 'api.example.com', 'localhost:1234', 'ftp://127.0.0.1', 'http://', 'not a URL'])(
		'Base URL %j is refused by its name, with an example',
		async (baseUrl) => {
			const error = await refusal(operation, sandbox.current, { credential: { baseUrl } });
			expect(error?.message).toContain(`'Base URL' of the ${operation.label} credential is not a URL`);
			expect(error?.description).toMatch(/with its scheme, such as https:\/\//);
		},
	);

	it.each([
		['a slash at its end', (url: string) => `${url}/`],
		['slashes and spaces', (url: string) => ` ${url}// `],
		['the path of the API pasted', (url: string, own: string) => `${url}${own}`],
		['that and a slash', (url: string, own: string) => `${url}${own}/`],
		['a query pasted', (url: string) => `${url}/?secret=x`],
		['capitals', (url: string) => url.replace('http', 'HTTP')],
	])('Base URL with %s works', async (_what, change) => {
		const own = operation.apiPath;
		const credential = { baseUrl: change(sandbox.current.url, own) };
		const { success, requests } = await runImport(operation, sandbox.current, { rows, credential });
		expect(success).toHaveLength(3);
		expect(requests[0]?.url).toMatch(new RegExp(`^${own}/`));
	});

	it.each(['/oem', '/oem/', '/oem/api'])('Base URL with the path %s in front works', async (prefix) => {
		sandbox.current.settings.pathPrefix = prefix.replace(/\/$/, '');
		const credential = { baseUrl: sandbox.current.url + prefix };
		const { success } = await runImport(operation, sandbox.current, { rows, credential });
		expect(success).toHaveLength(3);
	});

	it('Base URL with a path that is not theirs: the error says what answered and what to check', async () => {
		const credential = { baseUrl: `${sandbox.current.url}/wrong` };
		const { error } = await runImport(operation, sandbox.current, { rows, credential });
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error?.message).toMatch(/HTTP 404: .*Not Found/);
		expect(error?.description).toContain("Check the 'Base URL' of the credential");
	});

	it('Base URL with a host that does not exist: the error says so and names the parameter', async () => {
		const credential = { baseUrl: 'https://no-such-host.invalid' };
		const { error } = await runImport(operation, sandbox.current, {
			rows,
			credential,
			options: { maxTries: 1 },
		});
		expect(error?.message).toMatch(
			/could not be reached: its host name (is not known|could not be looked up)/,
		);
		expect(error?.description).toMatch(/'Base URL' of the credential/);
	});

	it.each([301, 308])('Base URL that redirects (HTTP %i): the error says what to check', async (status) => {
		sandbox.current.faults.add({
			...{ kind: 'answer', path: operation.path, status },
			headers: { Location: 'https://127.0.0.1:1/elsewhere' },
		});
		const { error, requests } = await runImport(operation, sandbox.current, { rows });
		expect(error?.message).toBe(`The server redirects to another address (HTTP ${status})`);
		expect(error?.description).toMatch(/^Check the 'Base URL' of the credential/);
		expect(requests).toHaveLength(1);
	});
});

import { hostile } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { listen } from '../probe';
import { pairs, run, startBatch, wires } from './panel';

const sandbox = useSandbox({ finishAfterMs: 60_000 });

describe('importBatch: downloadNumbers', () => {
	/** The address in a callback about a finished batch, as the platform sends it. */
	async function callbackUrl(): Promise<string> {
		sandbox.current.seed({ customers: 2 });
		const callbacks = await listen();
		sandbox.current.settings.callbackUrls = { default: callbacks.url };
		await startBatch(sandbox.current);
		sandbox.current.finishPending();
		await sandbox.current.callbacksIdle();
		await callbacks.close();
		const { data } = JSON.parse(callbacks.requests[0]?.body ?? '') as { data: { url: string } };
		sandbox.current.requests.clear();
		return data.url;
	}

	const download = async (url: string, credential = {}) =>
		await run(
			sandbox.current,
			'importBatch: downloadNumbers',
			{},
			{ items: [{ data: { url } }], credential },
		);

	it('gives the numbers behind a callback, with the token where the platform wants it', async () => {
		sandbox.current.settings.downloadNeedsToken = true;
		const url = await callbackUrl();
		const { json, outputs } = await download(url);
		expect(json).toEqual([{ numbers: ['13300000000'] }]);
		expect(pairs(outputs[0])).toEqual([0]);
		expect(wires(sandbox.current)).toEqual([`GET /download-number${new URL(url).search}`]);
	});

	it("calls the credential's own address, whatever scheme and path prefix a callback writes", async () => {
		const url = new URL(await callbackUrl());
		const prefixed = `${url.origin}/oem${url.pathname}${url.search}`;
		expect((await download(prefixed)).json).toEqual([{ numbers: ['13300000000'] }]);
	});

	it.each([
		['file:///etc/passwd', "The numbers are not downloaded from file://: the credential's host is"],
		['ftp://{host}/agent-api/download-number?key=1', 'not downloaded from ftp://'],
		['http://169.254.169.254/agent-api/download-number', 'not downloaded from http://169.254.169.254'],
		['http://localhost:{port}/agent-api/download-number?key=1', 'not downloaded from http://localhost:'],
		['http://127.0.0.1/agent-api/download-number?key=1', 'not downloaded from http://127.0.0.1:'],
		['http://{host}@evil.test/agent-api/download-number?key=1', 'not downloaded from http://evil.test'],
		['http://{host}/agent-api/user/u/customer_to_task/t', 'Numbers cannot be downloaded from the path'],
		['http://{host}/agent-api/download-number/../token', 'Numbers cannot be downloaded from the path'],
		['13012121212', "'URL' is not a URL"],
		['', "'URL' is not a URL"],
	])('does not call %s', async (pattern, message) => {
		const { host, port } = new URL(sandbox.current.url);
		const { error } = await download(pattern.replace('{host}', host).replace('{port}', port));
		expect(error).toMatchObject({ name: 'NodeOperationError' });
		expect(error?.message).toContain(message);
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('follows no redirect, and never shows the numbers of an answer that is none', async () => {
		const url = `${sandbox.current.url}/agent-api/download-number?key=1`;
		const elsewhere = await listen();
		sandbox.current.faults.add({ kind: 'answer', ...hostile.redirect(elsewhere.url) });
		const { error } = await download(url);
		await elsewhere.close();
		expect(error?.message).toBe('The server redirects to another address (HTTP 302)');
		expect(elsewhere.requests).toEqual([]);
		sandbox.current.faults.add({ kind: 'answer', ...hostile.json({ code: 200, data: { numbers: 'x' } }) });
		expect((await download(url)).error?.message).toBe("The answer has no list of 'numbers'");
		expect((await download(url)).error?.message).toContain('数据不存在');
	});

	it('gives up an answer that is larger than any list of numbers', async () => {
		const url = `${sandbox.current.url}/agent-api/download-number?key=1`;
		sandbox.current.faults.add({ kind: 'answer', ...hostile.gzipBomb() });
		const { error } = await download(url);
		expect(error?.message).toBe('No answer from Longlonglong: the answer was larger than 32 MB');
		expect(sandbox.current.requests.count).toBe(1);
	});
});

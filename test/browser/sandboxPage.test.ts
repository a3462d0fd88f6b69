import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';
import { request } from 'undici';
import { LONGLONGLONG, startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { FAULT_KINDS, preventsEffect } from '../../sandbox/faults';
import { CALLBACK_KINDS } from '../../sandbox/settings';
import { chromium, CHROMIUM_FLAGS } from '../../scripts/chromium';
import { freePort, LOOPBACK } from '../../scripts/n8nHost/ports';
import { PICTURES } from './editor';

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
/** What the browser complained of: failed scripts, refused loads. */
const complaints: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	browser = await playwright.launch({ executablePath: await chromium(), args: CHROMIUM_FLAGS });
	page = await browser.newPage({ viewport: { width: 1440, height: 1100 }, reducedMotion: 'reduce' });
	page.setDefaultTimeout(30_000);
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	await page.goto(sandbox.url);
});
afterAll(async () => {
	await browser.close();
	await sandbox.close();
});

/** A row of the list; the rows that a click opens below them do not count. */
const row = (words: string) => page.locator('#table tr.row').filter({ hasText: words });
const search = () => page.getByRole('searchbox', { name: 'Search this list' });

/** Presses a button, and waits until the control API has answered and the page says how it went. */
async function press(button: Locator, path: string, said: RegExp): Promise<void> {
	await page.locator('#notice').evaluate((notice) => (notice.textContent = ''));
	const answer = page.waitForResponse(
		(response) => response.url().endsWith(`/_sandbox/${path}`) && response.request().method() !== 'GET',
	);
	await button.click();
	const { status, body } = await answer.then(async (response) => ({
		status: response.status(),
		body: await response.text(),
	}));
	if (status >= 400) throw new Error(`'${await button.innerText()}' was answered ${status}: ${body}`);
	await page.locator('#notice').filter({ hasText: said }).waitFor();
}

/** Presses every button of a group; returns their labels. */
async function pressAll(group: string, path: string, said: RegExp): Promise<string[]> {
	const buttons = await page.locator(`#${group} button`).all();
	for (const button of buttons) await press(button, path, said);
	return await Promise.all(buttons.map(async (button) => await button.innerText()));
}

interface Receiver {
	url: string;
	bodies: string[];
	close: () => Promise<void>;
}

/** Somebody's own server, to which the callbacks go. */
async function startReceiver(): Promise<Receiver> {
	const bodies: string[] = [];
	const server: Server = createServer((req, res) => {
		void text(req).then((body) => {
			bodies.push(body);
			res.end('{}');
		});
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, LOOPBACK, resolve));
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://${LOOPBACK}:${port}/webhook`, bodies, close };
}

describe("the sandbox's page", () => {
	it('shows a request as it comes, without a reload', async () => {
		await page.getByText('No request yet.').waitFor();
		const answer = await request(`${sandbox.url}/agent-api/user/${LONGLONGLONG.userId}/all_task?page=1`, {
			headers: { authorization: `Bearer ${LONGLONGLONG.token}` },
		});
		await answer.body.dump();
		await row('all_task?page=1').waitFor();
		expect(await row('all_task').count()).toBe(1);
		expect(await row('all_task').innerText()).toMatch(/GET[^]*Longlonglong[^]*200/);
		expect(await page.locator('[data-count="requests"]').innerText()).toBe('1');
	});

	it('hides by its search what does not fit, and shows it again', async () => {
		await search().fill('batch_create');
		await page.getByText('Nothing fits the search.').waitFor();
		expect(await row('all_task').count()).toBe(0);
		await search().fill('ALL_task');
		await row('all_task').waitFor();
		await search().fill('');
		await page.getByText('1 row, newest first').waitFor();
	});

	it('shows headers and answer of a request that is clicked, without the token', async () => {
		await row('all_task').click();
		const detail = page.locator('#table tr.detail');
		await detail.getByText('Answer of the platform').waitFor();
		expect(await detail.innerText()).toContain('authorization: ');
		expect(await page.content()).not.toContain(LONGLONGLONG.token);
		await row('all_task').click();
		await detail.waitFor({ state: 'hidden' });
	});

	it('orders every kind of fault by its buttons, each where its heading says', async () => {
		const scope = { path: 'customers/batch_create', after: 2, times: 3 };
		await page.getByLabel('Path contains').fill(scope.path);
		await page.getByLabel('Let pass first').fill(String(scope.after));
		await page.getByLabel('How often').fill(String(scope.times));
		const before = await pressAll('faults-before', 'faults', /^Ordered\.$/);
		const after = await pressAll('faults-after', 'faults', /^Ordered\.$/);
		const hostile = await pressAll('faults-hostile', 'faults', /^Ordered\.$/);

		const orders = sandbox.faults.list().map(({ order }) => order);
		const labels = [...before, ...after.map((label) => `${label} after taking effect`), ...hostile];
		expect(orders).toEqual(labels.map((label) => expect.objectContaining({ ...scope, label }) as unknown));
		expect(new Set(orders.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
		expect(orders.slice(0, before.length).filter((order) => !preventsEffect(order))).toEqual([]);
		expect(orders.slice(before.length, -hostile.length).filter(preventsEffect)).toEqual([]);
		expect(new Set(orders.slice(-hostile.length).map(({ kind }) => kind))).toEqual(new Set(['answer']));
	});

	it('lists what is on order, and takes all of it back', async () => {
		const items = page.locator('#ordered-faults li');
		const ordered = sandbox.faults.list().map(({ order }) => order.label);
		const listed = await items.locator('> span').evaluateAll((spans) => {
			return spans.map((span) => span.firstChild?.textContent);
		});
		expect(listed).toEqual([...ordered, 'All of these']);
		await items.filter({ hasText: 'All of these' }).getByRole('button').click();
		await items.first().waitFor({ state: 'detached' });
		expect(sandbox.faults.list()).toEqual([]);
	});

	it('sends every kind of callback by its buttons to the address that was set', async () => {
		const receiver = await startReceiver();
		await page.getByLabel('Send them to').fill(receiver.url);
		await press(page.getByRole('button', { name: 'Set' }), 'settings', /^Callbacks go there now\.$/);
		const labels = await pressAll('callbacks', 'callbacks', /^Callback delivered in \d+ ms\.$/);
		await receiver.close();

		const sent = sandbox.deliveries;
		expect(sent.map(({ url, outcome }) => [url, outcome])).toEqual(
			labels.map(() => [receiver.url, 'delivered']),
		);
		expect(receiver.bodies).toEqual(sent.map(({ payload }) => payload));
		expect(new Set(receiver.bodies).size).toBe(labels.length);
		expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set(CALLBACK_KINDS));
	});

	it('says so when the address does not answer, and shows it on the blacklist', async () => {
		await page.locator('#callbacks button').first().click();
		await page.locator('#notice.bad').filter({ hasText: 'Callback unreachable.' }).waitFor();
		await page.locator('#blacklist').getByText('on the blacklist until').waitFor();
	});

	it('looks as in the picture', async () => {
		sandbox.faults.add({ kind: 'tooMany', retryAfter: 3, label: '429, 3 s' });
		await page.locator('#ordered-faults').getByText('429, 3 s').waitFor();
		await mkdir(PICTURES, { recursive: true });
		await page.screenshot({
			path: join(PICTURES, 'sandbox page.png'),
			fullPage: true,
			animations: 'disabled',
		});
	});

	it('gives the browser nothing to complain of', () => {
		expect(complaints).toEqual([]);
	});
});

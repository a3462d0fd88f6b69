import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromium as playwright, selectors } from 'playwright-core';
import { chromium, CHROMIUM_FLAGS } from '../../scripts/chromium';
import { runFolder } from '../../scripts/n8nHost/paths';
import { NodePanel } from './nodePanel';

const PATIENCE_MS = 30_000;
/** Pictures for people: git-ignored, kept by CI. */
export const PICTURES = join(runFolder, 'pictures');

/** Room for the names and the way back of a loop below nodes, the sign of a trigger on the left, and the numbers of items on the right, in pixels. */
const AROUND_NODES = { left: 64, leftOfOthers: 34, top: 40, right: 144, bottom: 104 };

/** Where a picture goes, and how it is taken. */
async function pictureOptions(name: string): Promise<{ path: string; animations: 'disabled' }> {
	await mkdir(PICTURES, { recursive: true });
	return { path: join(PICTURES, `${name}.png`), animations: 'disabled' };
}

export interface EditorOptions {
	url: string;
	/** Of a signed-in person, as `name=value`; none: nobody has signed in. */
	cookie?: string;
	theme?: 'light' | 'dark';
}

/** n8n's editor in a Chromium of its own, as a person sees it. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	static async open({ url, cookie, theme = 'light' }: EditorOptions): Promise<Editor> {
		selectors.setTestIdAttribute('data-test-id');
		const browser = await playwright.launch({ executablePath: await chromium(), args: CHROMIUM_FLAGS });
		const context = await browser.newContext({
			baseURL: url,
			viewport: { width: 1440, height: 900 },
			colorScheme: theme,
			reducedMotion: 'reduce',
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		const [name = '', value = ''] = cookie?.split('=') ?? [];
		if (cookie !== undefined) await context.addCookies([{ name, value, url }]);
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		return new Editor(browser, page);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/**
	 * Opens a workflow on the canvas, ready to be run: n8n has accepted the connection over which it reports executions. Without it, the
	 * editor would wait for the end of a run for ever.
	 */
	async showWorkflow(id: string): Promise<void> {
		const session = await this.page.context().newCDPSession(this.page);
		await session.send('Network.enable');
		const accepted = new Promise<void>((accept) => {
			session.once('Network.webSocketHandshakeResponseReceived', () => accept());
		});
		await Promise.all([accepted, this.page.goto(`/workflow/${id}`)]);
		await session.detach();
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens a node's panel, by its name on the canvas. */
	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		const panel = new NodePanel(this.page);
		await panel.parameters.waitFor();
		return panel;
	}

	/** Presses "Execute workflow" and waits until n8n says how it ended; returns what it says. */
	async run(): Promise<string> {
		await this.page.getByTestId('execute-workflow-button').click();
		return await this.toast(/Workflow executed|Problem in node/);
	}

	/** Types into the search of the node creator, and returns the names of the nodes that it finds, best first. */
	async searchNodes(words: string, expected: string): Promise<string[]> {
		const creator = this.page.getByTestId('node-creator');
		if (!(await creator.isVisible())) await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		const names = creator.getByTestId('node-creator-item-name');
		await names.filter({ hasText: expected }).first().waitFor();
		return await names.allInnerTexts();
	}

	/** Waits for one of n8n's messages at the edge of the screen, and returns its text. */
	async toast(text: RegExp): Promise<string> {
		const toast = this.page.locator('.el-notification').filter({ hasText: text }).last();
		await toast.waitFor();
		return await toast.innerText();
	}

	/** Closes n8n's messages, which else lie upon a picture. One that comes up meanwhile, or is not ready to be closed yet, is closed too. */
	async dismissToasts(): Promise<void> {
		const toasts = this.page.locator('.el-notification');
		for (let tries = 0; tries < 20 && (await toasts.count()) > 0; tries++) {
			for (const closing of await toasts.locator('.el-notification__closeBtn').all()) {
				await closing.dispatchEvent('click', {}, { timeout: 500 }).catch(() => undefined);
			}
			await this.page.waitForTimeout(250);
		}
		await toasts.first().waitFor({ state: 'detached' });
	}

	/** Takes a picture of the nodes on the canvas and nothing else: of all, or of those from one to another, counted from the left. */
	async canvasPicture(name: string, first?: string, last?: string): Promise<void> {
		const boxOf = async (node: Locator) => {
			const box = await node.boundingBox();
			if (!box) throw new Error('A node is not on the screen.');
			return { ...box, right: box.x + box.width, bottom: box.y + box.height };
		};
		const all = await Promise.all((await this.page.getByTestId('canvas-node').all()).map(boxOf));
		const from = first === undefined ? -Infinity : (await boxOf(this.node(first))).x;
		const to = last === undefined ? Infinity : (await boxOf(this.node(last))).x;
		const boxes = all.filter(({ x }) => x >= from && x <= to);
		const isBegin = all.every((box) => box.x >= from);
		const { left, leftOfOthers } = AROUND_NODES;
		const x = Math.min(...boxes.map((box) => box.x)) - (isBegin ? left : leftOfOthers);
		const y = Math.min(...boxes.map((box) => box.y)) - AROUND_NODES.top;
		const width = Math.max(...boxes.map(({ right }) => right)) + AROUND_NODES.right - x;
		const height = Math.max(...boxes.map(({ bottom }) => bottom)) + AROUND_NODES.bottom - y;
		await this.page.screenshot({ ...(await pictureOptions(name)), clip: { x, y, width, height } });
	}

	/** Takes a picture into `.run/pictures`, of the whole window or of a part of it. */
	async picture(name: string, part?: Locator): Promise<void> {
		await this.page.evaluate('document.fonts.ready.then(() => true)');
		const options = await pictureOptions(name);
		await (part ? part.screenshot(options) : this.page.screenshot(options));
	}
}

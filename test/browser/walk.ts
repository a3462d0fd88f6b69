import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { total } from './clicks';
import { PICTURES } from './editor';
import type { Editor } from './editor';

interface Step {
	what: string;
	clicks: number;
}

/** A person's way through the editor with mouse and keyboard: each step's picture, and how many clicks it took. */
export class Walk {
	private readonly steps: Step[] = [];
	private clicks = 0;

	private constructor(
		private readonly name: string,
		private readonly editor: Editor,
	) {}

	static async begin(name: string, editor: Editor): Promise<Walk> {
		await mkdir(join(PICTURES, name), { recursive: true });
		return new Walk(name, editor);
	}

	async click(what: Locator): Promise<void> {
		this.clicks += 1;
		await what.click();
	}

	async doubleClick(what: Locator): Promise<void> {
		this.clicks += 2;
		await what.dblclick();
	}

	/** Clicks into a field and types, over what was there. */
	async type(field: Locator, text: string): Promise<void> {
		this.clicks += 1;
		await field.click();
		await field.fill(text);
	}

	/** Something that counts as one click: a drag, or what the editor's test helpers do with one. */
	async once(action: Promise<unknown>): Promise<void> {
		this.clicks += 1;
		await action;
	}

	/** Ends a step with a picture of what a person sees now. */
	async step(what: string): Promise<void> {
		this.steps.push({ what, clicks: this.clicks });
		this.clicks = 0;
		await this.editor.picture(join(this.name, `${String(this.steps.length).padStart(2, '0')} ${what}`));
	}

	/** Writes the steps beside their pictures, and returns the number of clicks of each. */
	async end(): Promise<number[]> {
		const counted = this.steps.map(({ clicks }) => clicks);
		const lines = this.steps.map(({ what, clicks }, index) => `${index + 1}. ${what}: ${clicks}`);
		await writeFile(
			join(PICTURES, this.name, 'clicks.txt'),
			[...lines, `all: ${total(counted)}`, ''].join('\n'),
		);
		return counted;
	}
}

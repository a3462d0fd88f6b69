import type { Locator, Page } from 'playwright-core';

/** The open panel of a node: input on the left, parameters in the middle, output on the right. */
export class NodePanel {
	readonly root: Locator;
	readonly parameters: Locator;
	readonly input: Locator;
	readonly output: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.parameters = this.root.getByTestId('node-parameters');
		this.input = this.root.getByTestId('ndv-input-panel');
		this.output = this.root.getByTestId('output-panel');
	}

	/** The place to fill in a parameter, or a column of the mapper, by its name in code. */
	field(name: string): Locator {
		return this.parameters.getByTestId(`parameter-input-${name}`);
	}

	/** Waits until nothing in the panel is being fetched any more. */
	async loaded(): Promise<void> {
		await this.parameters
			.getByText(/Fetching|Loading/)
			.first()
			.waitFor({ state: 'hidden' });
	}

	/** The text that an options field shows. */
	async chosen(name: string): Promise<string> {
		return await this.field(name).getByRole('combobox').first().inputValue();
	}

	/** The labels of the columns that can be mapped now; the first label is the mapper's own. */
	async columns(): Promise<string[]> {
		const fields = this.parameters.getByTestId('mapping-fields-container');
		await fields.waitFor();
		const labels = await fields.locator('label').allInnerTexts();
		return labels.slice(1).map((label) => label.split('\n')[0] ?? '');
	}

	/** A field of the first input item, to be dragged. Its name may begin with a byte order mark that nobody sees. */
	inputField(name: string): Locator {
		return this.input.locator(`[data-target="mappable"][data-name$="${name}"]`).first();
	}

	/** Gets the input by running what comes before. */
	async loadInput(): Promise<void> {
		await this.root.getByTestId('execute-previous-node').click();
		await this.input.locator('[data-target="mappable"]').first().waitFor();
	}

	/** Drags a field of the input onto a column, as people do. */
	async drag(inputName: string, column: string): Promise<void> {
		const target = this.field(column);
		await target.scrollIntoViewIfNeeded();
		await this.inputField(inputName).hover();
		await this.page.mouse.down();
		// The second step counts: n8n takes the first one as the start of the drag.
		await target.hover();
		await target.hover({ position: { x: 30, y: 12 } });
		await this.page.mouse.up();
		const expression = target.getByTestId('inline-expression-editor-input');
		await expression.waitFor();
		// Else its result lies upon the columns below.
		await expression.getByRole('textbox').blur();
		await expression.getByText(inputName).waitFor();
	}

	async chooseMapping(mode: 'Map Each Column Manually' | 'Map Automatically'): Promise<void> {
		await this.root.getByTestId('mapping-mode-select').click();
		await this.page.getByRole('option', { name: mode }).click();
	}

	/** Switches a parameter that is on or off to the other. */
	async toggle(name: string): Promise<void> {
		const field = this.field(name);
		await field.scrollIntoViewIfNeeded();
		await field.locator('.el-switch').click();
	}

	/** Presses "Execute step" and waits for what comes out, be it an error. */
	async run(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
		await this.output.getByTestId('node-run-info').waitFor();
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}
}

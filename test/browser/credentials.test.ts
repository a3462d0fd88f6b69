import type { Locator } from 'playwright-core';
import { longlonglongData, nxlinkData } from '../../scripts/playground/credentials';
import { openStage } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open(stage.driver.rest);
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});

/** In pixels: the window at first, by how much it grows and up to where, and what stays free around the fields. */
const WINDOW = { width: 1440, height: 900 };
const WINDOW_STEP = 50;
const TALLEST_WINDOW = 3_000;
const MARGIN = 80;

/** The fields with a list to choose from. */
const CHOSEN = new Set(['region', 'signAlgorithm']);

/** Credentials → Create credential → the type, and fills the form in. Returns the dialog. */
async function fillIn(type: string, values: Record<string, string>): Promise<Locator> {
	const { page } = editor;
	await page.goto('/home/credentials');
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').getByRole('combobox').fill(type);
	await page.getByRole('option', { name: type }).click();
	await page.getByTestId('new-credential-type-button').click();
	const dialog = page.getByTestId('editCredential-modal');
	for (const [name, value] of Object.entries(values)) {
		const field = dialog.getByTestId(`parameter-input-${name}`);
		if (CHOSEN.has(name)) {
			await field.click();
			await page.getByRole('option', { name: value }).click();
		} else await field.locator('input').fill(value);
	}
	return dialog;
}

/** Waits for the refusal of the test that n8n makes after saving, and returns its whole text. */
async function refusal(dialog: Locator): Promise<string> {
	await dialog.getByText('More details').click();
	const words = dialog.getByText(/answered with code/);
	await words.waitFor();
	return await words.innerText();
}

/** Lifts n8n's limit of a dialog's height, and makes the window so tall that all fields show at once. */
async function showWhole(dialog: Locator): Promise<void> {
	const { page } = editor;
	await page.addStyleTag({ content: `* { --dialog--max-height: ${TALLEST_WINDOW}px !important; }` });
	const fields = dialog.getByTestId(/^parameter-input-/);
	const { width, height: start } = WINDOW;
	for (let height = start; height <= TALLEST_WINDOW; height += WINDOW_STEP) {
		await page.setViewportSize({ width, height });
		const frame = await dialog.boundingBox();
		const first = await fields.first().boundingBox();
		const last = await fields.last().boundingBox();
		if (!frame || !first || !last) continue;
		if (frame.y + MARGIN < first.y && last.y + last.height + MARGIN < frame.y + frame.height) return;
	}
	throw new Error(`The dialog needs a window of more than ${TALLEST_WINDOW} pixels.`);
}

interface Case {
	type: string;
	/** The right values, as a person types them. */
	values: () => Record<string, string>;
	/** The secret that is mistyped first. */
	secret: string;
	says: RegExp;
}

const cases: Case[] = [
	{
		type: 'Longlonglong API',
		values: () => longlonglongData(stage.sandbox.url) as Record<string, string>,
		secret: 'accessToken',
		says: /Check 'Access Token'.*合作伙伴 token/s,
	},
	{
		type: 'Nxlink API',
		values: () => ({
			...(nxlinkData(stage.sandbox.url) as Record<string, string>),
			...{ region: 'Custom', signAlgorithm: 'MD5' },
		}),
		secret: 'accessSecret',
		says: /1003.*'Access Secret'/s,
	},
];

describe.each(cases)("a new '$type' credential", ({ type, values, secret, says }) => {
	it('fails with the right words when the secret is wrong, and succeeds when it is right', async () => {
		const dialog = await fillIn(type, { ...values(), [secret]: 'mistyped' });
		await showWhole(dialog);
		await editor.picture(`credential ${type} filled in`);
		await dialog.getByTestId('credential-save-button').click();
		const words = await refusal(dialog);
		await editor.dismissToasts();
		await editor.picture(`credential ${type} refused`);
		expect(words).toMatch(says);
		expect(words).not.toContain('mistyped');

		await dialog
			.getByTestId(`parameter-input-${secret}`)
			.locator('input')
			.fill(values()[secret] ?? '');
		await dialog.getByTestId('credential-save-button').click();
		await dialog.getByTestId('credentials-config-container-test-success').waitFor();
		await showWhole(dialog);
		await editor.picture(`credential ${type} works`, dialog);
	});
});

import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LONGLONGLONG } from '../../sandbox';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import { installHost } from '../../scripts/n8nHost/install';
import { startN8n } from '../../scripts/n8nHost/n8n';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { untilTaken } from '../../scripts/playground/callbacks';
import { sandboxCredentials } from '../../scripts/playground/credentials';
import { CallbackTarget, callbackWorkflow, deliver } from './callbackWorkflow';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

const open = async () =>
	await CallbackTarget.open(stage.driver, callbackWorkflow(stage.credentialFor('longlonglongTrigger')));

describe('the address of a trigger', () => {
	it('takes nothing while the workflow is inactive, and is the same when it is active again', async () => {
		const target = await open();
		await target.deactivate();
		expect(await deliver(stage.sandbox, target.address, { kind: 'call' })).toMatchObject({ status: 404 });
		stage.sandbox.longlonglong.blacklist = [];
		await target.activate();
		expect(await deliver(stage.sandbox, target.address, { kind: 'call' })).toMatchObject({ status: 200 });
		expect((await target.executions(1)).map(({ status }) => status)).toEqual(['success']);
		await target.deactivate();
	});

	it('is the same after n8n was restarted', async () => {
		const host = await installHost(() => undefined);
		const shared = dirname(stage.filesFolder);
		const userFolder = join(shared, 'restarted');
		const packages = '.n8n/nodes';
		await mkdir(join(userFolder, '.n8n'), { recursive: true });
		await cp(join(shared, packages), join(userFolder, packages), { recursive: true });
		const options = { port: await freePort(), userFolder, filesFolder: join(userFolder, 'files') };

		let n8n = await startN8n(host, options);
		const rest = new Rest(n8n.url);
		try {
			await rest.signIn(demoOwner);
			const driver = new N8nDriver(rest);
			const [data] = sandboxCredentials(stage.sandbox.url);
			if (!data) throw new Error('There is no credential.');
			const credential = await driver.createCredential(data.name, data.type, data.data);
			const target = await CallbackTarget.open(driver, callbackWorkflow(credential));
			await deliver(stage.sandbox, target.address, { kind: 'call' });
			await target.untilEnded(1);

			await n8n.stop();
			n8n = await startN8n(host, options);
			await untilTaken(target.address);
			expect(await deliver(stage.sandbox, target.address, { kind: 'call' })).toMatchObject({ status: 200 });
			expect((await target.executions(2)).map(({ status }) => status)).toEqual(['success', 'success']);
		} finally {
			await rest.close();
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true });
		}
	});
});

describe("the platform's blacklist", () => {
	/** The lines of n8n's log with these words in them. */
	const lines = (words: string) =>
		stage
			.log()
			.split('\n')
			.filter((line) => line.includes(words));

	/** Waits for such a line: n8n takes callbacks at an address a moment before it has told the trigger. */
	async function lineBeyond(words: string, before: number): Promise<string | undefined> {
		for (let tries = 0; tries < 300 && lines(words).length <= before; tries++) await sleep(100);
		return lines(words)[before];
	}

	it("is a warning in n8n's log when the workflow is activated, and above the output", async () => {
		const target = await open();
		expect(lines(target.bareAddress)).toEqual([]);
		const wrong = `${target.bareAddress}?secret=wrong`;
		expect(await deliver(stage.sandbox, wrong, { kind: 'call' })).toMatchObject({ status: 401 });
		await target.deactivate();
		await target.activate();
		expect(await lineBeyond(target.bareAddress, 0)).toMatch(
			/is on the platform's callback blacklist \(拉黑中\) until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/,
		);

		// The sandbox has blocked the wrong address only; what comes to the right one still starts the workflow.
		await deliver(stage.sandbox, target.address, { kind: 'call' });
		const [execution] = await target.executions(1);
		expect(execution?.hints('Callback').map(({ message }) => message)).toEqual([
			expect.stringContaining('blacklist (拉黑中) until'),
		]);
		await target.deactivate();
		expect(stage.log()).not.toContain(LONGLONGLONG.callbackSecret);
	});

	it('that cannot be looked up stops nothing', async () => {
		stage.sandbox.faults.add({ kind: 'errorBefore', path: '/callback_blacklist', times: Infinity });
		const words = "could not look up the platform's callback blacklist";
		const before = lines(words).length;
		const target = await open();
		expect(await lineBeyond(words, before)).toEqual(expect.any(String));
		expect(await deliver(stage.sandbox, target.address, { kind: 'call' })).toMatchObject({ status: 200 });
		await target.untilEnded(1);
		await target.deactivate();
	});
});

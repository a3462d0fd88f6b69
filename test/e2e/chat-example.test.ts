import type { Execution } from '../../scripts/n8nHost/execution';
import { importAccounts } from '../../scripts/playground/accounts';
import { copyExampleData } from '../../scripts/playground/examples';
import type { RobotName } from './chatRobots';
import { ChatRobots, readChatExample, ROBOTS } from './chatRobots';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
let robots: ChatRobots;
beforeAll(async () => {
	stage = await openStage();
	await copyExampleData(stage.filesFolder);
});
afterAll(async () => {
	await stage.close();
});
beforeEach(async () => {
	stage.sandbox.reset();
	robots = await ChatRobots.start();
});
afterEach(async () => await robots.close());

async function run(robot: RobotName): Promise<Execution> {
	const workflow = await readChatExample(stage, robots.addressOf(robot));
	const { id } = await stage.driver.createWorkflow(workflow);
	const execution = await stage.driver.run(id, 'Start');
	await stage.driver.deleteWorkflow(id);
	return execution;
}

describe("the example 'summary-to-chat.json'", () => {
	it.each(Object.keys(ROBOTS) as RobotName[])('brings the summary into a group of %s', async (robot) => {
		const execution = await run(robot);
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		const [account] = importAccounts(execution);
		expect(account?.success).toHaveLength(983);
		expect(robots.messages.map((message) => message.robot)).toEqual([robot]);
		const lines = robots.messages[0]?.text.split('\n') ?? [];
		expect(lines[0]).toBe(`客户导入：${account?.summary.text}`);
		expect(lines[0]).toContain(
			'983 of 1,000 rows accepted in 5 requests; 12 invalid, 5 skipped as duplicates.',
		);
		const reasons = account?.summary.reasons.slice(0, 5) ?? [];
		expect(reasons.length).toBeGreaterThan(1);
		expect(lines.slice(1)).toEqual(reasons.map(({ rows, reason }) => `${rows} × ${reason.slice(0, 80)}`));
	});

	it.each(Object.keys(ROBOTS) as RobotName[])(
		'ends with the words of %s when its robot refuses the message with HTTP 200',
		async (robot) => {
			robots.refuse();
			const { status, error } = await run(robot);
			expect(robots.messages).toEqual([]);
			expect([status, error?.node]).toEqual(['error', 'Say that it was not']);
			expect(error?.message).toBe(`The robot did not take the message: ${JSON.stringify(ROBOTS[robot].no)}`);
		},
	);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { WorkflowFile } from '../../scripts/n8nHost/driver';
import { LOOPBACK } from '../../scripts/n8nHost/ports';
import { readExample } from '../../scripts/playground/examples';
import type { Stage } from './stage';

/** One chat platform's robot: the path of its webhook, the JSON that it takes, and how it answers. */
interface Robot {
	path: string;
	messageOf(body: Record<string, Record<string, unknown>>): unknown;
	bodyOf(message: unknown): unknown;
	yes: object;
	no: object;
}

const dingtalkMessage: Pick<Robot, 'messageOf' | 'bodyOf'> = {
	messageOf: (body) => body.text?.content,
	bodyOf: (content) => ({ msgtype: 'text', text: { content } }),
};

/** As their documents have them. */
export const ROBOTS = {
	飞书: {
		path: '/open-apis/bot/v2/hook/a-key',
		messageOf: (body) => body.content?.text,
		bodyOf: (text) => ({ msg_type: 'text', content: { text } }),
		yes: { code: 0, msg: 'success', data: {} },
		no: { code: 19024, msg: 'Key Words Not Found', data: {} },
	},
	钉钉: {
		...dingtalkMessage,
		path: '/robot/send?access_token=a-key',
		yes: { errcode: 0, errmsg: 'ok' },
		no: { errcode: 310000, errmsg: 'keywords not in content' },
	},
	企业微信: {
		...dingtalkMessage,
		path: '/cgi-bin/webhook/send?key=a-key',
		yes: { errcode: 0, errmsg: 'ok' },
		no: { errcode: 93000, errmsg: 'invalid webhook url' },
	},
} satisfies Record<string, Robot>;

export type RobotName = keyof typeof ROBOTS;

const KEYWORD = '导入';
/** 企业微信 takes no longer message. */
const MAX_BYTES = 2_048;

/** The robots of three chat platforms on one server, strict about what they take. */
export class ChatRobots {
	/** The messages that a robot has taken. */
	readonly messages: Array<{ robot: RobotName; text: string }> = [];
	private refuses = false;

	private constructor(
		readonly url: string,
		private readonly server: ReturnType<typeof createServer>,
	) {}

	static async start(): Promise<ChatRobots> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
		const robots = new ChatRobots(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}`, server);
		server.on('request', (request, response) => {
			let body = '';
			request.setEncoding('utf8').on('data', (text: string) => (body += text));
			request.on('end', () => {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(robots.answer(`${request.method} ${request.url}`, body)));
			});
		});
		return robots;
	}

	addressOf(robot: RobotName): string {
		return this.url + ROBOTS[robot].path;
	}

	/** From now on every message is refused. */
	refuse(): void {
		this.refuses = true;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Robots answer HTTP 200, whatever they think of a message. */
	private answer(call: string, text: string): object {
		const names = Object.keys(ROBOTS) as RobotName[];
		const name = names.find((robot) => call === `POST ${ROBOTS[robot].path}`);
		if (!name) return { errcode: 404, errmsg: `no robot at ${call}` };
		const robot: Robot = ROBOTS[name];
		const body = JSON.parse(text) as Parameters<Robot['messageOf']>[0];
		const message = robot.messageOf(body);
		const fits = typeof message === 'string' && isDeepStrictEqual(body, robot.bodyOf(message));
		if (this.refuses || !fits || !message.includes(KEYWORD) || Buffer.byteLength(message) > MAX_BYTES) {
			return robot.no;
		}
		this.messages.push({ robot: name, text: message });
		return robot.yes;
	}
}

/** The example that reports to a chat group. */
export const CHAT_EXAMPLE = 'summary-to-chat.json';

/** That example with a robot's address in the place of the one that its user must fill in. */
export async function readChatExample(
	{ credentials, filesFolder }: Stage,
	address: string,
): Promise<WorkflowFile> {
	const { workflow } = await readExample(CHAT_EXAMPLE, credentials, filesFolder);
	const text = JSON.stringify(workflow);
	const filledIn = text.replace('https://open.feishu.cn/open-apis/bot/v2/hook/put-your-own-here', address);
	if (filledIn === text) throw new Error(`${CHAT_EXAMPLE} has no address to be filled in.`);
	return JSON.parse(filledIn) as WorkflowFile;
}

import { resourceMapping } from '../harness';
import { bodyText, expectedSign, jsonOf, nxlinkNode, runNxlink, useSandbox } from './stage';

const sandbox = useSandbox();

/** What people write into a remark: every sort of character that a body could be changed by on its way. */
const REMARKS = [
	'他说:"重要客户"\n第二行\r\n第三行\ttab \\ 反斜杠',
	'emoji 🎉👨‍👩‍👧 café ñ ﷽ \u2028\u2029\u0000\u007f',
	"'; & = % + # {{ $json }} </script> ${x}",
	' spaces around ',
	'\ud83d', // half of a character: JSON writes it as an escape
];

const columns = {
	mappingMode: 'defineBelow',
	value: { full_name: '={{ $json.name }}', email: '={{ $json.mail }}', remark: '={{ $json.remark }}' },
};

it.each(['md5', 'sha256'] as const)(
	'the bytes that are signed with %s are the bytes that are sent',
	async (signAlgorithm) => {
		const items = REMARKS.map((remark, index) => ({
			name: `客户${index}`,
			mail: `a${index}@example.com`,
			remark,
		}));
		const { outputs } = await runNxlink(sandbox(), {
			items,
			parameters: { resource: 'customer', operation: 'upsert', columns, options: { batchSize: 2 } },
			credential: { signAlgorithm },
		});
		expect(outputs.map((output) => output.length)).toEqual([5, 0, 1]);
		const requests = sandbox().requests.all('batch_create', 'POST');
		expect(requests).toHaveLength(3);
		for (const request of requests) {
			expect(request.headers.sign).toBe(expectedSign(request, signAlgorithm));
			expect(request.headers.algorithm).toBe(signAlgorithm === 'sha256' ? 'sha256' : undefined);
			expect(request.headers['content-length']).toBe(String(request.body.length));
		}
		expect(bodyText(requests[0])).toBe(
			'{"type":1,"tenant_id":123,"app_key":"46oKF=os","customers":' +
				JSON.stringify(
					[0, 1].map((index) => ({
						full_name: `客户${index}`,
						email: `a${index}@example.com`,
						remark: REMARKS[index]?.trim(),
					})),
				) +
				'}',
		);
		expect([...sandbox().nxlink.customers.values()].map(({ fields }) => fields.remark)).toEqual(
			REMARKS.map((remark) => remark.trim()),
		);
	},
);

it('a GET is signed without a body, and its query takes no part', async () => {
	await resourceMapping(nxlinkNode(sandbox()), 'getCustomerColumns');
	const request = sandbox().requests.last('customers/fields');
	expect(request).toMatchObject({ method: 'GET', status: 200 });
	expect(request?.headers.sign).toBe(expectedSign(request!));
});

it('every repetition has a time and a signature of its own', async () => {
	sandbox().faults.add({ kind: 'unavailable', path: 'batch_create' });
	const { outputs } = await runNxlink(sandbox(), {
		items: [{ name: 'n', mail: 'm@example.com' }],
		parameters: { resource: 'customer', operation: 'upsert', columns },
	});
	expect(jsonOf(outputs[0])).toHaveLength(1);
	const [first, second] = sandbox().requests.all('batch_create');
	expect(second?.body.equals(first!.body)).toBe(true);
	expect(Number(second?.headers.ts)).toBeGreaterThan(Number(first?.headers.ts));
	expect(second?.headers.sign).not.toBe(first?.headers.sign);
	expect(second?.headers.sign).toBe(expectedSign(second!));
});

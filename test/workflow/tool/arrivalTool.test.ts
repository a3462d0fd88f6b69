import type { IDataObject } from 'n8n-workflow';

import { bring, CHECKS } from '../arrival/testedChecks';
import { contacts, useSandbox } from '../import/importing';
import { credentialFor } from '../import/testedImports';
import { runTool } from './tools';

const sandbox = useSandbox();

describe.each(CHECKS)('$name as the tool of an AI agent', (check) => {
	const run = async (rows: IDataObject[], parameters: IDataObject = {}) => {
		const { importedBy } = check;
		const node = {
			type: check.type,
			parameters: { ...check.parameters, [check.contact]: '={{ $json.mobile }}', ...parameters },
			credentials: { [importedBy.credential.name]: credentialFor(importedBy, sandbox.current) },
			credentialTypes: [importedBy.credential.type],
		};
		return await runTool(node, rows);
	};

	it('tells the model in one item what is there, and names at most 20 rows, the missing ones first', async () => {
		const rows = contacts(60);
		await bring(check, sandbox.current, rows.slice(0, 25));
		const { outputs, answer, told } = await run([...rows, { mobile: '' }]);
		expect(outputs.map((items) => items.length)).toEqual([1]);
		expect(answer).toMatchObject({ arrived: 25, missing: 35, unknown: 1 });
		expect(answer.text).toMatch(/^25 of 61 rows have arrived; 35 are missing, 1 is unknown\./);
		const listed = answer.rows as IDataObject[];
		expect(listed).toHaveLength(20);
		expect(listed[0]).toEqual({ item: 25, contact: '13800000025', arrival: 'missing' });
		expect(told.length).toBeLessThan(6_000);
	});

	it("tells a customer's ID, and the reason of what is unknown", async () => {
		const rows = contacts(1);
		await bring(check, sandbox.current, rows);
		const { answer } = await run([...rows, { mobile: '' }]);
		expect(answer.rows).toEqual([
			{ item: 1, arrival: 'unknown', reason: 'The row has no contact to look for' },
			expect.objectContaining({ item: 0, arrival: 'arrived', id: expect.any(String) as string }),
		]);
	});
});

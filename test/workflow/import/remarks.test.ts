import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { readImportOptions } from '../../../nodes/import/importOptions';
import { runImport } from '../../../nodes/import/runImport';
import { runNode } from '../harness';

/** A node that imports into nowhere: each row is accepted at once. */
class AcceptAll implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Accept All',
		name: 'acceptAll',
		group: ['output'],
		version: 1,
		description: 'Accepts every row',
		defaults: { name: 'Accept All' },
		inputs: ['main'],
		outputs: ['main', 'main', 'main'],
		properties: [],
	};

	/** @param remarks what the import has to say at its end */
	constructor(private readonly remarks: () => string[]) {}

	get execute() {
		const { remarks } = this;
		return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await runImport(this, async (items) => ({
				options: readImportOptions(this.getNode(), {}, { maxBatchSize: 10, skipDuplicates: false }),
				toError: (refusal) => {
					throw new Error(refusal.message);
				},
				checkTarget: async () => ({ warnings: [] }),
				remarks,
				job: {
					itemCount: items.length,
					read: (itemIndex) => ({ row: { ...items[itemIndex]?.json }, faults: [] }),
					duplicateKeys: () => [],
					encode: (rows) => JSON.stringify(rows),
					send: async () => ({ kind: 'yes', answer: undefined }),
					readOutcomes: (_answer, rows) => rows.map(() => ({ status: 'accepted' })),
				},
			}));
		};
	}
}

it('remarks that cannot be made hide nothing of what became of the rows: only the log tells', async () => {
	const type = new AcceptAll(() => {
		throw new Error('no words');
	});
	const { outputs, logLines } = await runNode({
		node: { type, name: 'Bring in' },
		items: [{ a: 1 }, { a: 2 }],
	});
	expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
		{ a: 1, status: 'accepted' },
		{ a: 2, status: 'accepted' },
	]);
	expect(outputs[2]?.[0]?.json).toMatchObject({ success: 2, warnings: [] });
	expect(logLines.filter((line) => line.includes('no words'))).toEqual([
		expect.stringMatching(/^warn Bring in: no words/),
	]);
});

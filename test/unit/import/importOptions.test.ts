import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ImportLimits } from '../../../nodes/import/importOptions';
import { importNotice, importOptions, readImportOptions } from '../../../nodes/import/importOptions';

const NODE = { name: 'Customers', type: 'customer' } as INode;
const LIMITS: ImportLimits = { maxBatchSize: 200, skipDuplicates: true, phonePrefix: 'chinese' };

const read = (given: IDataObject, limits: Partial<ImportLimits> = {}) =>
	readImportOptions(NODE, given, { ...LIMITS, ...limits });

/** What a person reads when an option is refused. */
function refusal(given: IDataObject): string[] {
	try {
		read(given);
	} catch (error) {
		if (!(error instanceof NodeOperationError)) throw error;
		return [error.message, String(error.description)];
	}
	throw new Error('It was not refused');
}

describe('the options of an import', () => {
	it('have the defaults that the panel shows', () => {
		expect(read({})).toEqual({
			...{ batchInterval: 0, batchSize: 200, batchesAtOnce: 5, maxTries: 5, timeout: 60_000 },
			...{ cleanPhones: true, outputFields: 'input', retryWhenUnknown: false, skipDuplicates: true },
			...{ splitRefused: true, maxFailedPercent: undefined },
		});
	});

	it('are taken as they are given, each for itself', () => {
		const given = {
			...{ batchInterval: 1, batchSize: 2, batchesAtOnce: 3, maxTries: 4, timeout: 5 },
			...{ cleanPhones: false, outputFields: 'sent', retryWhenUnknown: true, skipDuplicates: false },
			...{ splitRefused: false, maxFailedPercent: 6 },
		};
		expect(read(given)).toEqual(given);
	});

	it('differ by what the platform allows', () => {
		expect(read({}, { maxBatchSize: 100, skipDuplicates: false })).toMatchObject({
			...{ batchSize: 100, skipDuplicates: false },
		});
		expect(read({ batchSize: 200 }).batchSize).toBe(200);
		expect(refusal({ batchSize: 201 })[0]).toBe("'Batch Size' must be a whole number from 1 to 200, not 201");
	});

	it('clean no phones on a platform that has none, whatever is set', () => {
		expect(read({}, { phonePrefix: undefined }).cleanPhones).toBe(false);
		expect(read({ cleanPhones: true }, { phonePrefix: undefined }).cleanPhones).toBe(false);
	});

	it('give numbers in text, as expressions do', () => {
		expect(read({ batchSize: '50', maxTries: ' 2 ', maxFailedPercent: '2.5' })).toMatchObject({
			...{ batchSize: 50, maxTries: 2, maxFailedPercent: 2.5 },
		});
	});

	it.each([
		['batchInterval', -1, "'Batch Interval (Ms)' must be a whole number of 0 or more, not -1"],
		['batchesAtOnce', 0, "'Batches at Once' must be a whole number of 1 or more, not 0"],
		['maxTries', 0, "'Max Tries' must be a whole number of 1 or more, not 0"],
		['timeout', 0, "'Timeout (Ms)' must be a whole number of 1 or more, not 0"],
	])('a number that is out of bounds (%s: %j) is refused with its bounds', (name, value, message) => {
		const [said, advice] = refusal({ [name]: value });
		expect(said).toBe(message);
		expect(advice).toMatch(
			/^Change '.+' under 'Options' of this node, or remove the option to use the default\.$/,
		);
	});

	it.each(['cleanPhones', 'retryWhenUnknown', 'skipDuplicates', 'splitRefused'])(
		'a switch (%s) that is given anything but true and false is refused',
		(name) => {
			const label = importOptions(LIMITS).find((option) => option.name === name)?.displayName;
			expect(refusal({ [name]: 'yes' })).toEqual([
				`'${label}' must be true or false, not "yes"`,
				`Change the expression of '${label}' under 'Options'.`,
			]);
		},
	);

	it.each(['everything', 1, ['input']])('an output (%j) that is none of the list is refused', (value) => {
		expect(refusal({ outputFields: value as string })).toEqual([
			`'Output Fields' must be one of input, outcome, sent, not ${JSON.stringify(value)}`,
			"Choose one of the list, or change the expression of 'Output Fields'.",
		]);
	});

	it('offers in the panel each output that it takes', () => {
		const offered = importOptions(LIMITS).find(({ name }) => name === 'outputFields')?.options ?? [];
		const values = offered.map((each) => ('value' in each ? each.value : undefined));
		expect(values).toEqual(['input', 'outcome', 'sent']);
		for (const outputFields of values) expect(read({ outputFields }).outputFields).toBe(outputFields);
	});

	it.each([0, 100, 0.01])('a share of failed rows may be %d percent', (maxFailedPercent) => {
		expect(read({ maxFailedPercent }).maxFailedPercent).toBe(maxFailedPercent);
	});

	it.each([-0.01, 100.01, 'half', '', '  ', NaN, true])(
		'a share of failed rows (%j) that is no percentage is refused',
		(value) => {
			expect(refusal({ maxFailedPercent: value })).toEqual([
				`'Max Failed Rows (%)' must be a number from 0 to 100, not ${JSON.stringify(value)}`,
				"Change 'Max Failed Rows (%)' under 'Options' of this node, or remove the option for no limit.",
			]);
		},
	);
});

describe('the panel of an import', () => {
	const option = (name: string, limits: Partial<ImportLimits> = {}) =>
		importOptions({ ...LIMITS, ...limits }).find((each) => each.name === name);

	it('shows the limits of the platform', () => {
		expect(option('batchSize')).toMatchObject({ default: 200, description: 'Rows in one request, 1 to 200' });
		expect(option('batchSize', { maxBatchSize: 7 })).toMatchObject({
			default: 7,
			description: 'Rows in one request, 1 to 7',
		});
		expect(option('skipDuplicates')?.default).toBe(true);
		expect(option('skipDuplicates', { skipDuplicates: false })?.default).toBe(false);
		expect(option('maxTries')).toMatchObject({ default: 5, type: 'number' });
	});

	it('says what is taken off a phone, and has no such option where there are no phones', () => {
		expect(option('cleanPhones')?.description).toContain('a leading +86 or 0086 from phone numbers');
		expect(option('cleanPhones', { phonePrefix: 'plus' })?.description).toContain('a leading + from phone');
		const without = importOptions({ ...LIMITS, phonePrefix: undefined }).map(({ name }) => name);
		expect(without).not.toContain('cleanPhones');
		expect(without).toHaveLength(importOptions(LIMITS).length - 1);
	});

	it('has one notice, to which an import may add its own sentences', () => {
		const { displayName } = importNotice();
		expect(displayName).toMatch(/^Each row comes out once: .*safe to repeat\.$/);
		expect(importNotice('Customers are kept.').displayName).toBe(`${displayName} Customers are kept.`);
	});
});

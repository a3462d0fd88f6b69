import type { IDataObject, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { PhonePrefix } from '../rows/phones';
import type { ImportOptions } from './importJob';
import { numberParameter } from './numberParameter';
import { maxRowsOption } from './toolRows';

/**
 * The notice in the panel of every import.
 * @param own further sentences that only this import's users need
 */
export const importNotice = (own = ''): INodeProperties => ({
	displayName: [
		"Each row comes out once: by Success, or by Failed with the reason; Summary says how the whole import went. Leave 'Retry On Fail' in this node's settings off: the option 'Max Tries' repeats what is safe to repeat.",
		own,
	]
		.filter((text) => text !== '')
		.join(' '),
	name: 'importNotice',
	type: 'notice',
	default: '',
});

/** The parts of the shared options that differ between imports. */
export interface ImportLimits {
	/** The platform's largest number of rows in one request. */
	maxBatchSize: number;
	/** The default of `skipDuplicates`. */
	skipDuplicates: boolean;
	/** The prefix that `cleanPhones` removes from a number. A platform without phone numbers leaves it out, and has no such option. */
	phonePrefix?: PhonePrefix;
}

const PREFIX_WORDS: Record<PhonePrefix, string> = { chinese: '+86 or 0086', plus: '+' };

/** The options of every import, in alphabetical order. Their defaults come from measurements (docs/performance.md). */
const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Batch Interval (Ms)',
		name: 'batchInterval',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Milliseconds from the start of one request to the start of the next',
	},
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'Rows in one request',
	},
	{
		displayName: 'Batches at Once',
		name: 'batchesAtOnce',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'How many requests may be under way at the same time',
	},
	{
		displayName: 'Clean Phones',
		name: 'cleanPhones',
		type: 'boolean',
		default: true,
	},
	maxRowsOption,
	{
		displayName: 'Max Failed Rows (%)',
		name: 'maxFailedPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
		default: 5,
		description:
			'The largest share of the rows, in percent, that may be invalid or refused; duplicates do not count. With more invalid rows nothing is sent. While sending, the import stops. Without this option there is no limit.',
	},
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description:
			"How often one request is sent at most, when the platform could not be reached or asked to come back later. Use this instead of the node's 'Retry On Fail'.",
	},
	{
		displayName: 'Output Fields',
		name: 'outputFields',
		type: 'options',
		options: [
			{
				name: 'Input Columns and Outcome',
				value: 'input',
				description: 'Each item has all columns of its input row and the outcome',
			},
			{
				name: 'Outcome Only',
				value: 'outcome',
				description: 'Each item has only the outcome',
			},
			{
				name: 'Sent Fields and Outcome',
				value: 'sent',
				description: "Each item has the row as it was sent, under the platform's names, and the outcome",
			},
		],
		default: 'input',
		description:
			"What an item on Success and Failed contains. An input column whose name the outcome uses, such as 'status', gets the prefix 'input_'.",
	},
	{
		displayName: 'Retry When Unknown',
		name: 'retryWhenUnknown',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a request again when it is unknown whether it took effect, such as after a time-out. Rows may then arrive twice.',
	},
	{
		displayName: 'Skip Duplicates',
		name: 'skipDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether to send only the first of several rows with the same phone or contact; the others leave by Failed',
	},
	{
		displayName: 'Split Refused Requests',
		name: 'splitRefused',
		type: 'boolean',
		default: true,
		description:
			'Whether to split a request that the platform refuses because of its rows, and send the halves again until the bad rows are found. If off, all rows of the request fail.',
	},
	{
		displayName: 'Timeout (Ms)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60000,
		description:
			'How long to wait for the answer to one request. Without an answer its rows are unconfirmed: it is unknown whether they arrived.',
	},
];

/** The shared options for the panel of one import. */
export function importOptions({
	maxBatchSize,
	skipDuplicates,
	phonePrefix,
}: ImportLimits): INodeProperties[] {
	const own: Record<string, Partial<INodeProperties>> = {
		batchSize: { default: maxBatchSize, description: `Rows in one request, 1 to ${maxBatchSize}` },
		cleanPhones: {
			description: `Whether to remove spaces, dashes, dots, brackets, invisible characters and a leading ${phonePrefix && PREFIX_WORDS[phonePrefix]} from phone numbers before they are checked and sent`,
		},
		skipDuplicates: { default: skipDuplicates },
	};
	const hasPhones = phonePrefix !== undefined;
	return OPTIONS.filter(({ name }) => hasPhones || name !== 'cleanPhones').map((option) => ({
		...option,
		...own[option.name],
	}));
}

/** The columns of an output item besides the outcome: the input row, the row as it was sent, or none. */
export type OutputFields = (typeof OUTPUT_FIELDS)[number];
const OUTPUT_FIELDS = ['input', 'outcome', 'sent'] as const;

/** The checked values of the shared options. */
export interface SharedImportOptions extends ImportOptions {
	outputFields: OutputFields;
	cleanPhones: boolean;
	skipDuplicates: boolean;
	/** Time limit of one request in milliseconds. */
	timeout: number;
}

/**
 * Reads and checks the shared options, which hold for the whole import.
 * @param given the node's `options` of the first item
 * @throws NodeOperationError that names the option, its bounds and the way out
 */
export function readImportOptions(
	node: INode,
	given: IDataObject,
	limits: ImportLimits,
): SharedImportOptions {
	const valueOf = ({ name, default: preset }: INodeProperties) => given[name] ?? preset;
	const shown = new Map(importOptions(limits).map((option) => [option.name, option]));
	const number = (name: string, max = Number.MAX_SAFE_INTEGER): number => {
		const option = shown.get(name) as INodeProperties;
		const { displayName: label } = option;
		return numberParameter(
			node,
			{ label, value: valueOf(option), min: option.typeOptions?.minValue, max },
			{ advice: `Change '${label}' under 'Options' of this node, or remove the option to use the default.` },
		);
	};
	const flag = (name: string): boolean => {
		const option = shown.get(name) as INodeProperties;
		const value = valueOf(option);
		if (typeof value === 'boolean') return value;
		throw new NodeOperationError(
			node,
			`'${option.displayName}' must be true or false, not ${JSON.stringify(value)}`,
			{ description: `Change the expression of '${option.displayName}' under 'Options'.` },
		);
	};
	const outputFields = (name: string): OutputFields => {
		const option = shown.get(name) as INodeProperties;
		const value = valueOf(option);
		const known = OUTPUT_FIELDS.find((each) => each === value);
		if (known) return known;
		throw new NodeOperationError(
			node,
			`'${option.displayName}' must be one of ${OUTPUT_FIELDS.join(', ')}, not ${JSON.stringify(value)}`,
			{ description: `Choose one of the list, or change the expression of '${option.displayName}'.` },
		);
	};
	const percent = (name: string): number | undefined => {
		const option = shown.get(name) as INodeProperties;
		const raw = given[name];
		const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
		if (value === undefined || (typeof value === 'number' && value >= 0 && value <= 100)) return value;
		throw new NodeOperationError(
			node,
			`'${option.displayName}' must be a number from 0 to 100, not ${JSON.stringify(raw)}`,
			{
				description: `Change '${option.displayName}' under 'Options' of this node, or remove the option for no limit.`,
			},
		);
	};
	return {
		batchInterval: number('batchInterval'),
		batchSize: number('batchSize', limits.maxBatchSize),
		batchesAtOnce: number('batchesAtOnce'),
		maxFailedPercent: percent('maxFailedPercent'),
		maxTries: number('maxTries'),
		timeout: number('timeout'),
		cleanPhones: limits.phonePrefix !== undefined && flag('cleanPhones'),
		outputFields: outputFields('outputFields'),
		retryWhenUnknown: flag('retryWhenUnknown'),
		skipDuplicates: flag('skipDuplicates'),
		splitRefused: flag('splitRefused'),
	};
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asError, isBlank } from '../../http/values';
import { numberParameter } from '../../import/numberParameter';
import { toolError } from '../../import/toolError';
import { valueReader } from '../../rows/columnMapping';
import { isTool } from '../../rows/tool';
import { readOptions } from '../readOptions';
import { arrivalOutputs, arrivalText } from './arrivalOutputs';
import type { ArrivalSource } from './arrivalSource';
import { arrivalToolAnswer } from './arrivalToolAnswer';
import { checkContacts } from './checkContacts';
import type { ContactForm } from './wantedContacts';
import { wantedContacts } from './wantedContacts';

/** A check that is ready to run, made from the node's parameters. */
export interface PreparedCheck {
	source: ArrivalSource;
	contactForm: ContactForm;
	/** Converts a time to the platform's clock, as `yyyy-MM-dd HH:mm:ss`. Throws when the value is no time. */
	platformTime(value: unknown): string;
	/** Requests made so far. */
	requests(): number;
}

export const arrivalNotice: INodeProperties = {
	displayName:
		'Reads only. Each row leaves once: by Arrived, by Missing (not there yet), or by Unknown with the reason.',
	name: 'arrivalNotice',
	type: 'notice',
	default: '',
};

/** The options of every arrival check, in alphabetical order. */
export const arrivalOptions: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description:
			'When the import began. Only rows created later are read from the list, which takes fewer requests; a contact that is not among them is looked up individually. Ten minutes are subtracted, because clocks may differ.',
	},
	{
		displayName: 'Wait (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How long to look again, with growing pauses, for contacts that are missing. The platform may process an import after it has answered.',
	},
];

/** Is subtracted from 'Created After', because clocks differ. */
const MARGIN_MS = 10 * 60_000;

/** A time `yyyy-MM-dd HH:mm:ss`, made earlier by the margin. */
function withMargin(text: string): string {
	const moment = new Date(Date.parse(`${text.replace(' ', 'T')}Z`) - MARGIN_MS);
	return moment.toISOString().slice(0, 19).replace('T', ' ');
}

function readSince(
	context: IExecuteFunctions,
	given: unknown,
	{ platformTime }: PreparedCheck,
): string | undefined {
	if (isBlank(given)) return undefined;
	try {
		return withMargin(platformTime(given));
	} catch {
		throw new NodeOperationError(context.getNode(), `'Created After' is no date: ${JSON.stringify(given)}`, {
			description: "Give a date such as 2026-03-14T09:00:00 under 'Options', or remove the option.",
		});
	}
}

function readWaitMs(context: IExecuteFunctions, given: unknown): number {
	const value = isBlank(given) ? 0 : given;
	return 1000 * numberParameter(context.getNode(), { label: 'Wait (Seconds)', value, min: 0 });
}

/** The contact of each input row; undefined for a row whose expression fails. */
function readContacts(context: IExecuteFunctions, parameter: string): unknown[] {
	const raw = context.getNodeParameter(parameter, 0, '', { rawExpressions: true });
	const read = valueReader(context, parameter, raw);
	return context.getInputData().map(({ json }, itemIndex) => {
		try {
			return read(json, itemIndex);
		} catch {
			return undefined;
		}
	});
}

/**
 * Finds out which of the input rows a platform has, by calls that only read. Every row goes to one of three outputs: Arrived, Missing or
 * Unknown.
 * @param parameter the parameter with each row's contact
 * @throws what `prepare` throws, and a refusal before any row has a result. When the node continues on errors, all rows are unknown instead
 */
export async function runArrivalCheck(
	context: IExecuteFunctions,
	parameter: string,
	prepare: (options: IDataObject) => Promise<PreparedCheck>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	let check: PreparedCheck | undefined;
	let contacts = wantedContacts([], { clean: String, isSearchable: () => true });
	try {
		const options = readOptions(context, 0);
		check = await prepare(options);
		contacts = wantedContacts(readContacts(context, parameter), check.contactForm);
		await checkContacts(check.source, contacts, {
			since: readSince(context, options.createdAfter, check),
			waitMs: readWaitMs(context, options.waitSeconds),
			clean: check.contactForm.clean,
		});
	} catch (error) {
		const known = toolError(context.getNode(), asError(error));
		if (!context.continueOnFail()) throw known;
		const result = { arrival: 'unknown' as const, reason: known.message };
		contacts = items.map((_item, index) => ({ forms: [], result: contacts[index]?.result ?? result }));
	}
	const outputs = arrivalOutputs(items, contacts);
	const message = arrivalText(outputs, check?.requests() ?? 0);
	context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	if (!isTool(context.getNode())) return outputs;
	return [[{ json: arrivalToolAnswer(message, contacts), pairedItem: { item: 0 } }]];
}

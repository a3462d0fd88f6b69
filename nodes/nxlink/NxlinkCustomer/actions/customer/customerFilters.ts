import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asError } from '../../../../http/values';
import { emptyFilterWarning } from '../../../../platform/listProperties';
import type { PlatformItem } from '../../../../platform/platformItem';
import type { Zones } from '../../../../rows/dates';
import type { Field } from '../../../../rows/field';
import { fieldValue } from '../../../../rows/fieldValue';
import { SOURCES } from '../../../codeNames';

/** Parameter of the panel → field of customers/query with its type. `whatsApp_phone` is spelt so there, and only there. */
const FILTERS: Record<string, Field> = {
	startTime: { id: 'start_time', label: 'Start Time', type: 'dateTime' },
	endTime: { id: 'end_time', label: 'End Time', type: 'dateTime' },
	sourceType: { id: 'source_type', label: 'Source', type: 'choice', choices: [...SOURCES] },
	name: { id: 'name', label: 'First Name', type: 'text' },
	tagsLogic: { id: 'tags_logic_type', label: 'Tags Must Match', type: 'text' },
	sourceChannelKey: { id: 'source_channel_key', label: 'Source Channel Key', type: 'text' },
	smsPhone: { id: 'sms_phone', label: 'SMS Phone', type: 'text' },
	whatsAppPhone: { id: 'whatsApp_phone', label: 'WhatsApp Phone', type: 'text' },
	email: { id: 'email', label: 'Email', type: 'text' },
	viberPhone: { id: 'viber_phone', label: 'Viber Phone', type: 'text' },
};
/** A whole number as JSON writes it, up to 64 bits. */
const LONG = /^(0|[1-9]\d{0,18})$/;
const TAG_FILTERS = [
	{ name: 'tags', id: 'tags', label: 'Tags' },
	{ name: 'historicalTags', id: 'his_tags', label: 'Historical Tags' },
];

function tagList(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add tag',
		default: {},
		description,
		options: [
			{
				displayName: 'Tag',
				name: 'tag',
				values: [
					{ displayName: 'Tag ID', name: 'id', type: 'string', default: '', placeholder: 'e.g. 1' },
					{ displayName: 'Tag Name', name: 'name', type: 'string', default: '' },
				],
			},
		],
	};
}

/** All that customers/query can narrow its answer by. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'The email address (邮箱) of the customer',
		},
		{
			displayName: 'End Time',
			name: 'endTime',
			type: 'dateTime',
			default: '',
			description: "Up to this time on NXLink's clock (end_time)",
		},
		{
			displayName: 'First Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'The given name of the customer, which NXLink calls name here',
		},
		tagList(
			'Historical Tags',
			'historicalTags',
			'Tags (历史标签, his_tags) that the customer has or once had',
		),
		{
			displayName: 'Send Tags As',
			name: 'tagsAs',
			type: 'options',
			options: [
				{ name: 'ID and Name', value: 'objects', description: 'As NXLink takes them since October 2024' },
				{ name: 'ID Only', value: 'ids', description: 'As older installations take them' },
			],
			default: 'objects',
			description: 'The form in which the tags of the filters are sent',
		},
		{
			displayName: 'SMS Phone',
			name: 'smsPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8618163725558',
			description: 'The phone number (手机号码) with country code, digits only',
		},
		{
			displayName: 'Source',
			name: 'sourceType',
			type: 'options',
			options: [...SOURCES].sort((one, other) => one.name.localeCompare(other.name)),
			default: 6,
			description: 'Where the customer came from (来源)',
		},
		{
			displayName: 'Source Channel Key',
			name: 'sourceChannelKey',
			type: 'string',
			default: '',
			description: 'The key of the channel that the customer came by',
		},
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			default: '',
			description: "From this time on, on NXLink's clock (start_time)",
		},
		tagList('Tags', 'tags', 'Tags (标签) that the customer has'),
		{
			displayName: 'Tags Must Match',
			name: 'tagsLogic',
			type: 'options',
			options: [
				{ name: 'All', value: 'and' },
				{ name: 'Any', value: 'or' },
			],
			default: 'or',
			description: 'Whether a customer needs all of the tags or just one',
		},
		{
			displayName: 'Viber Phone',
			name: 'viberPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8618163725558',
			description: 'The Viber number with country code, digits only',
		},
		{
			displayName: 'WhatsApp Phone',
			name: 'whatsAppPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8618163725558',
			description: 'The WhatsApp number with country code, digits only',
		},
	],
};

function tagText(tag: IDataObject, form: unknown): string {
	const id = String(tag.id ?? '').trim();
	const name = String(tag.name ?? '').trim();
	const idNeeded = form === 'ids' || name === '';
	if (!LONG.test(id) && (idNeeded || id !== '')) {
		throw new Error(`The ID of a tag must be a whole number, not '${id}'`);
	}
	if (form === 'ids') return id;
	return `{${[id && `"id":${id}`, name && `"tag_name":${JSON.stringify(name)}`].filter(Boolean).join(',')}}`;
}

/** The filters that a user added. */
interface FilterReading {
	/** Members of the request's JSON text, such as `"sms_phone":"8613…"`. It is put together as text because ids may be larger than a number holds. */
	members: string[];
	/** Labels of the filters without a value. */
	blank: string[];
}

function read(given: IDataObject, zones: Zones): FilterReading {
	const reading: FilterReading = { members: [], blank: [] };
	const take = (label: string, id: string, value: string | undefined) => {
		if (value === undefined) reading.blank.push(label);
		else reading.members.push(`"${id}":${value}`);
	};
	for (const [name, field] of Object.entries(FILTERS)) {
		if (!(name in given)) continue;
		const converted = fieldValue(field, given[name], zones);
		if ('fault' in converted) throw new Error(converted.fault.reason);
		take(field.label, field.id, JSON.stringify(converted.value));
	}
	for (const { name, id, label } of TAG_FILTERS) {
		if (!(name in given)) continue;
		const tags = ((given[name] as IDataObject | undefined)?.tag ?? []) as IDataObject[];
		const texts = tags.map((tag) => tagText(tag, given.tagsAs));
		take(label, id, texts.length > 0 ? `[${texts.join(',')}]` : undefined);
	}
	return reading;
}

/**
 * Reads the `filters` parameter for one item, and warns of those that are left out because they are empty.
 * @returns members of a JSON object, such as `"sms_phone":"8613…"`
 * @throws NodeOperationError naming the filter that does not fit
 */
export function readFilters({ context, itemIndex, client, warnOnce }: PlatformItem): string[] {
	const given = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const zones: Zones = { workflow: context.getTimezone(), platform: client.timezone };
	try {
		const { members, blank } = read(given, zones);
		for (const label of blank) warnOnce(emptyFilterWarning(label));
		return members;
	} catch (error) {
		throw new NodeOperationError(context.getNode(), asError(error).message, {
			itemIndex,
			description: "Change it under 'Filters' of this node, or remove the filter.",
		});
	}
}

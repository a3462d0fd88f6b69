import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import type { Filter, OwnFilter } from '../../platform/filters/filters';
import { SOURCES } from '../codes/codeNames';

/** The filters of the list of customers. Source: POST customers/query. */

/** A whole number without leading zeros, as JSON writes a Long. */
const LONG = /^(0|[1-9]\d{0,18})$/;

const PHONE_EXAMPLE = 'e.g. 8618163725558';

/** The parameter that sets the form in which tags are sent. */
export const TAGS_AS: INodeProperties = {
	displayName: 'Send Tags As',
	name: 'tagsAs',
	type: 'options',
	options: [
		{ name: 'ID and Name', value: 'objects', description: 'As NXLink takes them since October 2024' },
		{ name: 'ID Only', value: 'ids', description: 'As older installations take them' },
	],
	default: 'objects',
	description: 'The form in which the tags of the filters are sent',
};

const TAG_LIST: OwnFilter['shape'] = {
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add tag',
	default: {},
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

/** Converts a tag to what is sent. Its ID becomes a bigint, because a Long may exceed the safe integers of JavaScript. */
function wireTag(tag: IDataObject, idsOnly: boolean): unknown {
	const id = String(tag.id ?? '').trim();
	const name = String(tag.name ?? '').trim();
	if (!LONG.test(id) && (idsOnly || name === '' || id !== '')) {
		throw new Error(`The ID of a tag must be a whole number, not '${id}'`);
	}
	if (idsOnly) return BigInt(id);
	return { ...(id !== '' && { id: BigInt(id) }), ...(name !== '' && { tag_name: name }) };
}

function readTags(value: unknown, { tagsAs }: IDataObject): unknown[] {
	const tags = isRecord(value) && Array.isArray(value.tag) ? (value.tag as IDataObject[]) : [];
	return tags.map((tag) => wireTag(tag, tagsAs === 'ids'));
}

/** The filters in the order in which they are sent. The documents spell `whatsApp_phone` in this way for the filter only. */
export const CUSTOMER_FILTERS: readonly Filter[] = [
	{
		kind: 'dateTime',
		name: 'startTime',
		wire: 'start_time',
		label: 'Start Time',
		description: "The earliest time, on NXLink's clock (start_time)",
	},
	{
		kind: 'dateTime',
		name: 'endTime',
		wire: 'end_time',
		label: 'End Time',
		description: "The latest time, on NXLink's clock (end_time)",
	},
	{
		kind: 'choice',
		name: 'sourceType',
		wire: 'source_type',
		label: 'Source',
		description: 'Where the customer came from (来源)',
		choices: [...SOURCES].sort((one, other) => one.name.localeCompare(other.name)),
		preset: 6,
	},
	{
		kind: 'text',
		name: 'name',
		wire: 'name',
		label: 'First Name',
		description: "The customer's given name. The name of this filter in NXLink is name.",
	},
	{
		kind: 'choice',
		name: 'tagsLogic',
		wire: 'tags_logic_type',
		label: 'Tags Must Match',
		description: 'Whether a customer needs all of the tags or just one',
		choices: [
			{ name: 'All', value: 'and' },
			{ name: 'Any', value: 'or' },
		],
		preset: 'or',
	},
	{
		kind: 'text',
		name: 'sourceChannelKey',
		wire: 'source_channel_key',
		label: 'Source Channel Key',
		description: 'The key of the channel through which the customer came (source_channel_key)',
	},
	{
		kind: 'text',
		name: 'smsPhone',
		wire: 'sms_phone',
		label: 'SMS Phone',
		description: 'The phone number (手机号码) with country code, digits only',
		placeholder: PHONE_EXAMPLE,
	},
	{
		kind: 'text',
		name: 'whatsAppPhone',
		wire: 'whatsApp_phone',
		label: 'WhatsApp Phone',
		description: 'The WhatsApp number with country code, digits only',
		placeholder: PHONE_EXAMPLE,
	},
	{
		kind: 'text',
		name: 'email',
		wire: 'email',
		label: 'Email',
		description: 'The email address (邮箱) of the customer',
		placeholder: 'name@email.com',
	},
	{
		kind: 'text',
		name: 'viberPhone',
		wire: 'viber_phone',
		label: 'Viber Phone',
		description: 'The Viber number with country code, digits only',
		placeholder: PHONE_EXAMPLE,
	},
	{
		kind: 'own',
		name: 'tags',
		wire: 'tags',
		label: 'Tags',
		description: 'Tags (标签) that the customer has',
		shape: TAG_LIST,
		read: readTags,
	},
	{
		kind: 'own',
		name: 'historicalTags',
		wire: 'his_tags',
		label: 'Historical Tags',
		description: 'Tags (历史标签, his_tags) that the customer has or once had',
		shape: TAG_LIST,
		read: readTags,
	},
];

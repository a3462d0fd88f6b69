import type { Filter, SpanFilter } from '../../../../platform/filters/filters';
import { NUMBER_STATES } from '../../../codes/codeNames';

/** Filters for the numbers of a task. Sources: pages 号码列表, 批量重置号码状态. */

const STATUS: Filter = {
	kind: 'choices',
	name: 'status',
	wire: 'status',
	label: 'Status',
	description: 'Only numbers in one of these states (号码状态)',
	choices: NUMBER_STATES,
};

const ADDED: SpanFilter = {
	kind: 'span',
	name: 'added',
	wire: ['start_at', 'end_at'],
	label: 'Added',
	what: 'the number was added to the task',
};

/** The filters of the list of numbers. */
export const NUMBER_FILTERS: readonly Filter[] = [STATUS, ADDED];

/** The filters of Reset. */
export const RESET_FILTERS: readonly Filter[] = [
	{
		kind: 'text',
		name: 'keyword',
		wire: 'keyword',
		label: 'Keyword',
		description: 'Only numbers with this in them (关键字)',
	},
	{
		kind: 'phones',
		name: 'phones',
		wire: 'phones',
		label: 'Phones',
		description:
			'Only these phones (号码), separated by commas, semicolons or line breaks. An expression may give a list.',
	},
	ADDED,
	STATUS,
];

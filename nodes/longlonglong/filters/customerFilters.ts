import type { Filter } from '../../platform/filters/filters';
import { componentLocator } from '../api/components';
import { AI_CALLS, FOLLOW_STATES, OPERATORS, SEXES } from '../codes/codeNames';

/** Filters of the public pool. Sources: pages 客户公海筛选进入任务, 客户公海筛选, 客户公海(线索阶段)筛选. */

const COMPONENTS: Filter = {
	kind: 'customFields',
	name: 'components',
	wire: 'components',
	label: 'Custom Fields',
	description: 'Only customers whose custom fields (组件) have these values',
	picker: componentLocator('id', 'The custom field (组件) to look at'),
};
const PHONE: Filter = {
	kind: 'phone',
	name: 'phone',
	wire: 'phone',
	label: 'Phone',
	description: 'Only the customer with this phone (号码)',
};
const EMAIL: Filter = {
	kind: 'text',
	name: 'email',
	wire: 'email',
	label: 'Email',
	description: 'Only customers with this email address (邮箱)',
};
const COMPANY: Filter = {
	kind: 'text',
	name: 'company',
	wire: 'company',
	label: 'Company',
	description: 'Only customers of this company (公司)',
};
const CREATED: Filter = {
	kind: 'span',
	name: 'created',
	wire: 'created_at',
	shownAs: 'created_at',
	label: 'Created',
	what: 'the customer came into the pool (号码创建时间)',
};
const OPERATOR: Filter = {
	kind: 'choices',
	name: 'operator',
	wire: 'operator',
	label: 'Operator',
	description: 'Only phones of these operators (运营商)',
	choices: OPERATORS,
};

/** Shows a filter only when a stage is chosen, because only the list of one stage has it. */
const WITH_STAGE = { hide: { '/stage': [''] } };
const STAGE_FILTERS: Filter[] = [
	{
		kind: 'choices',
		name: 'sex',
		wire: 'sex',
		label: 'Sex',
		description: 'Only customers of this sex (性别)',
		choices: SEXES,
		displayOptions: WITH_STAGE,
	},
	{
		kind: 'choice',
		name: 'isFollow',
		wire: 'is_follow',
		label: 'Follow-Up',
		description: 'Only customers who are, or are not, being followed up (跟进状态)',
		choices: FOLLOW_STATES,
		displayOptions: WITH_STAGE,
	},
	{
		kind: 'choice',
		name: 'aiCall',
		wire: 'ai_call',
		label: 'AI Call',
		description: 'Only customers whom the AI has, or has not, called (AI通话记录)',
		choices: AI_CALLS,
		displayOptions: WITH_STAGE,
	},
];

/** The filters of Move to Task. */
export const MOVE_FILTERS: readonly Filter[] = [COMPONENTS, PHONE, CREATED, OPERATOR];

/** The filters of the lists of customers. */
export const CUSTOMER_FILTERS: readonly Filter[] = [
	COMPONENTS,
	PHONE,
	EMAIL,
	COMPANY,
	CREATED,
	OPERATOR,
	...STAGE_FILTERS,
];

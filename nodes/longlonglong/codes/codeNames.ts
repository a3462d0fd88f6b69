import type { Choice } from '../../rows/field';

/** The platform's codes and their names. Panels offer them as choices, and simplified items show the names beside the codes. */

/** Source: page 批量重置号码状态. */
export const NUMBER_STATES: Choice[] = [
	{ name: 'Waiting (等待呼叫)', value: 0 },
	{ name: 'Call Succeeded (呼叫成功)', value: 1 },
	{ name: 'Blocked by Operator (运营商拦截)', value: 2 },
	{ name: 'Rejected (拒接)', value: 3 },
	{ name: 'No Answer (无应答)', value: 4 },
	{ name: 'Nonexistent Number (空号)', value: 5 },
	{ name: 'Switched Off (关机)', value: 6 },
	{ name: 'Out of Service (停机)', value: 7 },
	{ name: 'Busy (占线)', value: 8 },
	{ name: 'Incoming Calls Barred (呼入限制)', value: 9 },
	{ name: 'In Arrears (欠费)', value: 10 },
	{ name: 'Blacklisted (黑名单)', value: 11 },
	{ name: 'Blocked by User (用户屏蔽)', value: 12 },
];

/** Source: page 客户公海筛选进入任务. */
export const OPERATORS: Choice[] = [
	{ name: 'China Telecom (电信)', value: 1 },
	{ name: 'China Unicom (联通)', value: 2 },
	{ name: 'China Mobile (移动)', value: 3 },
];

/** Source: page 客户公海(线索阶段)筛选. */
export const SEXES: Choice[] = [
	{ name: 'Unknown (未知)', value: 0 },
	{ name: 'Male (男)', value: 1 },
	{ name: 'Female (女)', value: 2 },
];

/** Source: page 客户公海(线索阶段)筛选. */
export const FOLLOW_STATES: Choice[] = [
	{ name: 'Not Followed Up (未跟进)', value: 0 },
	{ name: 'Being Followed Up (跟进中)', value: 1 },
];

/** Source: page 客户公海(线索阶段)筛选. */
export const AI_CALLS: Choice[] = [
	{ name: 'Not Called by AI (无)', value: 0 },
	{ name: 'Called by AI (有)', value: 1 },
];

/** States of classic tasks. Source: page 任务列表. */
export const CLASSIC_TASK_STATES: Choice[] = [
	{ name: 'Paused (暂停中)', value: 1 },
	{ name: 'Running (执行中)', value: 2 },
	{ name: 'Waiting (等待执行)', value: 3 },
];

/** States of 2.0 tasks. Their list has one code for running and waiting. Source: page 2.0任务列表. */
export const NEW_TASK_STATES: Choice[] = [
	{ name: 'Paused (暂停中)', value: 1 },
	{ name: 'Running or Waiting (执行中, 等待执行)', value: 3 },
];

/** Source: page 通话列表. */
export const INTENTION_LEVELS: Choice[] = [
	{ name: 'A (1)', value: 1 },
	{ name: 'B (2)', value: 2 },
	{ name: 'C (3)', value: 3 },
	{ name: 'D (4)', value: 4 },
	{ name: 'E (5)', value: 5 },
];

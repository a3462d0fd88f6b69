import type { World } from '../world';
import type { Complaints } from './checks';
import { componentFilters, numbers, span, text } from './checks';
import type { PoolCustomer } from './data/model';
import type { Input } from './input';

export type CustomerFilter = (customer: PoolCustomer) => boolean;

/** The filters that an endpoint accepts: customer_to_task accepts the fewest, the list of a stage the most. */
type FilterSet = 'move' | 'pool' | 'stage';

const OPERATORS = [1, 2, 3] as const;

/**
 * Reads the filters of the public pool (seed 002, 003; D-getcust). Texts must be equal [INF]; a filter that the
 * endpoint does not document is ignored, as a PHP back end would.
 * @returns undefined when there is no filter, so that no customer has to be tested
 */
export function readCustomerFilter(
	world: World,
	input: Input,
	complaints: Complaints,
	set: FilterSet,
): CustomerFilter | undefined {
	const tests: CustomerFilter[] = [];
	const components = componentFilters(input, complaints);
	if (components) tests.push((customer) => components.every((wanted) => hasComponent(customer, wanted)));

	const textFields = set === 'move' ? (['phone'] as const) : (['phone', 'email', 'company'] as const);
	for (const field of textFields) {
		const wanted = text(input, field, complaints);
		if (wanted !== undefined) tests.push((customer) => customer[field] === wanted);
	}
	const created = span(input, 'created_at', complaints, world.clock);
	if (created) tests.push(({ createdAt }) => createdAt >= created.from && createdAt <= created.to);

	const operators = numbers(input, 'operator', complaints, OPERATORS);
	if (operators) tests.push(({ phone }) => operators.includes(operatorOf(phone)));

	if (set === 'stage') tests.push(...stageTests(input, complaints));
	return tests.length > 0 ? (customer) => tests.every((test) => test(customer)) : undefined;
}

function stageTests(input: Input, complaints: Complaints): CustomerFilter[] {
	const valueOf: Record<string, (customer: PoolCustomer) => number> = {
		sex: ({ sex }) => sex,
		is_follow: ({ followed }) => Number(followed),
		ai_call: ({ called }) => Number(called),
	};
	return Object.entries(valueOf).flatMap(([name, value]) => {
		const wanted = numbers(input, name, complaints, name === 'sex' ? [0, 1, 2] : [0, 1]);
		return wanted ? [(customer: PoolCustomer) => wanted.includes(value(customer))] : [];
	});
}

function hasComponent(customer: PoolCustomer, wanted: { id: string; value: string }): boolean {
	return customer.components.some(({ id, value }) => id === wanted.id && String(value) === wanted.value);
}

const TELECOM = /^1(?:33|49|53|7[37]|8[019]|9[0139])/;
const UNICOM = /^1(?:3[0-2]|45|5[56]|66|7[156]|8[56]|96)/;
const MOBILE = /^1(?:3[4-9]|47|5[0-27-9]|72|78|8[23478]|9[578])/;

/** @returns 1 telecom, 2 unicom, 3 mobile, by the number's first digits; 0 for any other. */
export function operatorOf(phone: string): number {
	return [TELECOM, UNICOM, MOBILE].findIndex((operator) => operator.test(phone)) + 1;
}

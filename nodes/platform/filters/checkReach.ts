import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { checkConfirmed, isConfirmed, notConfirmed } from '../confirmation';
import type { FilterItem, ActiveFilter } from './filterValues';
import { wireOf } from './filterValues';
import type { Probe } from './reach';
import { reachOf, totalOf } from './reach';

/** A call that acts on all rows of a list that match its filters. */
export interface ReachingCall {
	/** The filters of the call that the list supports too. */
	active: readonly ActiveFilter[];
	/** Reads one row of the list, with the filters sent in the same place as in the call. */
	probe(wire: IDataObject): Promise<Probe>;
	/** The noun for the rows, in the plural. */
	things: string;
	/** What the call would do without a filter, as a sentence without its full stop. */
	danger: string;
	/** The switch that allows the call to act on everything. */
	confirmation: INodeProperties;
	/** The maximum number of rows that the call may act on, and the label of the option that sets it. */
	most?: { rows: number; label: string };
}

const WAY_OUT =
	"Remove a filter that fits everything, or choose another place under 'Options', 'Send Filters In', if there is one.";

function checkMost({ context, itemIndex }: FilterItem, { most, things }: ReachingCall, total?: number): void {
	if (most === undefined || (total !== undefined && total <= most.rows)) return;
	const message =
		total === undefined
			? `'${most.label}' cannot be kept, because the platform's list does not say how many ${things} fit`
			: `The filters leave ${total} ${things}, more than '${most.label}' (${most.rows}) allows`;
	throw new NodeOperationError(context.getNode(), `${message}: nothing was sent`, {
		itemIndex,
		description: `Narrow the filters, or change '${most.label}' under 'Options'.`,
	});
}

/** The number of rows that a confirmed call acts on. Unless there is a maximum, a list that cannot be read does not stop the call. */
async function confirmedTotal({ active, probe, most }: ReachingCall): Promise<number | undefined> {
	const counting = probe(wireOf(active)).then(totalOf);
	return await (most === undefined ? counting.catch(() => undefined) : counting);
}

/**
 * Checks how many rows a call would act on, and returns their number; undefined when the call is confirmed and the number is not known.
 * @throws NodeOperationError when the call may act on everything and is not confirmed, or acts on more rows than allowed
 */
export async function checkReach(item: FilterItem, call: ReachingCall): Promise<number | undefined> {
	const { active, probe, things, danger, confirmation } = call;
	if (active.length === 0) checkConfirmed(item, danger, "Add a filter under 'Filters'.", confirmation);
	if (isConfirmed(item.context, confirmation)) {
		const total = await confirmedTotal(call);
		checkMost(item, call, total);
		return total;
	}
	const reach = await reachOf(active, probe, things);
	if ('doubt' in reach) throw notConfirmed(item, reach.doubt, WAY_OUT, confirmation);
	checkMost(item, call, reach.total);
	return reach.total;
}

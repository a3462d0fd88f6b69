import type { Find } from './findPlans';
import { LONGLONGLONG_FINDS } from './records/longlonglongFinds';
import { NXLINK_FINDS } from './records/nxlinkFinds';

/**
 * Runs in which the campaign once found a bug, as the plans that it shrank them to; they are run again first each time. Plans and not
 * seeds, since a seed makes another run of every change of plan.ts.
 */
export const FINDS: Find[] = [...LONGLONGLONG_FINDS, ...NXLINK_FINDS];

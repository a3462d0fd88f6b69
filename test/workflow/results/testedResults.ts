import type { SeedOrder } from '../../../sandbox';
import { LONGLONGLONG_RESULTS } from './records/longlonglong';
import { NXLINK_RESULTS } from './records/nxlink';
import type { TestedResult } from './records/testedResult';

export type { ResultRun, TestedResult } from './records/testedResult';

/** What stands at the platforms before each run. */
export const SEEDED: SeedOrder = { customers: 5, numbers: 5, records: 3, nxlinkCustomers: 3 };

/** Every operation of the package that is neither an import nor a check. */
export const RESULTS: TestedResult[] = [...LONGLONGLONG_RESULTS, ...NXLINK_RESULTS];

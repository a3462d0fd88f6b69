/**
 * Runs in which the campaign once found a bug, by the seed and path that fast-check printed; they are run again first each time.
 * A change of plan.ts makes other runs of them: then keep what they showed as a test of its own.
 */
export const SEEDS: Array<{ what: string; seed: number; path: string }> = [];

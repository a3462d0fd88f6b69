import { writtenHere } from './written';

/**
 * Run as a process of its own, so that the machine has the zone of `TZ`: writes what the dates of cases.ts become there, as JSON.
 */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(JSON.stringify({ zone: timeZone, written: writtenHere() }));

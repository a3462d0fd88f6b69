import type { IDataObject } from 'n8n-workflow';

import type { PhoneRules } from './phones';
import { ACME_DRAWN } from './records/acme';
import type { DrawnImport, Storing, Stores } from './records/drawnImport';
import { LONGLONGLONG_DRAWN } from './records/longlonglong';
import { NXLINK_DRAWN } from './records/nxlink';
import type { RowSetting } from './rows';

export type { DrawnImport } from './records/drawnImport';

/** The imports of the package, and those of platforms that the tests add to the sandbox: this is the campaign's list of records. */
export const PACKAGE_IMPORTS: DrawnImport[] = [...LONGLONGLONG_DRAWN, ...NXLINK_DRAWN];
export const GUEST_IMPORTS: DrawnImport[] = ACME_DRAWN;

const BY_NAME = new Map([...PACKAGE_IMPORTS, ...GUEST_IMPORTS].map((drawn) => [drawn.name, drawn]));

/** The record of the import that a plan names. */
export function importOf(operation: string): DrawnImport {
	const drawn = BY_NAME.get(operation);
	if (!drawn) throw new Error(`The campaign has no record of an import '${operation}'`);
	return drawn;
}

/** How an import with these options reads phones. */
function phoneRulesOf({ phoneForm }: DrawnImport, { cleanPhones, encryption }: IDataObject): PhoneRules {
	const encrypted = encryption === true;
	return { cleaned: cleanPhones !== false && !encrypted, encrypted, form: phoneForm };
}

/** What the rows of an import are made for, with all its columns. */
export function rowSettingOf(operation: string, options: IDataObject, zone: string): RowSetting {
	const drawn = importOf(operation);
	const rules = phoneRulesOf(drawn, options);
	return { drawn, options, zone, rules, columns: drawn.columns(rules) };
}

function timesOf(storings: Storing[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { phone } of storings) times.set(phone, (times.get(phone) ?? 0) + 1);
	return times;
}

/** How often each phone was stored where an import puts it. */
export const storedPhones = (operation: string, stores: Stores): Map<string, number> =>
	timesOf(importOf(operation).storings(stores));

/** How often each phone was stored in the further place that an import may have. */
export const furtherPhones = (operation: string, stores: Stores): Map<string, number> =>
	timesOf(importOf(operation).furtherPlace?.storings(stores) ?? []);

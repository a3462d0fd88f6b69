import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../http/exchange';

/** The credential's field for the platform's time zone. */
export const platformTimezoneProperty = (preset: string, hint: string): INodeProperties => ({
	displayName: 'Platform Time Zone',
	name: 'platformTimezone',
	type: 'string',
	default: preset,
	placeholder: 'e.g. Asia/Shanghai',
	description:
		"The zone of the times on the platform's pages. A time that names another zone is converted to it before it is sent; one that names none is sent as it is.",
	hint,
});

function isTimezone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

/**
 * Reads the platform's time zone as an IANA name.
 * @param given `platformTimezone` of the credential; a credential that was saved before this field existed has none
 * @param preset the default time zone
 * @throws NodeOperationError when the time zone does not exist
 */
export function platformTimezone(context: RequestContext, given: unknown, preset: string): string {
	const name = String(given ?? '').trim();
	if (name === '') return preset;
	if (isTimezone(name)) return name;
	throw new NodeOperationError(
		context.getNode(),
		`'Platform Time Zone' of the credential is no time zone: ${name}`,
		{
			description: `Give it by its IANA name, such as Asia/Shanghai, or leave it empty for ${preset}.`,
		},
	);
}

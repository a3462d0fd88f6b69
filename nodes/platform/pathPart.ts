import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** `.`, `..`, a slash, a backslash or a control character: servers may treat these as parts of a path even when they are encoded. */
const PATH_SIGNS = /^\.{1,2}$|[/\\\p{Cc}]/u;

/**
 * Encodes one part of a request's path. Every part that comes from a user must be encoded here, so that no value leads to another call.
 * @param label the parameter that the value comes from
 * @throws NodeOperationError when the value would lead to another path
 */
export function pathPart(node: INode, label: string, value: string, itemIndex?: number): string {
	if (!PATH_SIGNS.test(value)) return encodeURIComponent(value);
	throw new NodeOperationError(node, `'${label}' must not be a path, such as '..' or a text with a slash`, {
		...(itemIndex !== undefined && { itemIndex }),
		description: `Nothing was sent. Change '${label}' to the name or ID as the platform shows it.`,
	});
}

import type { INodeExecutionData } from 'n8n-workflow';

import type { LoggedRequest } from '../../sandbox';
import type { Changes } from './simulate';

/*
 * Bugs that an import could have, each under a rare condition. They wrap the real node, which is not
 * changed: a bug changes only its requests or its outputs.
 */

type Outputs = INodeExecutionData[][];

const isRepeated = (requests: LoggedRequest[]): boolean =>
	new Set(requests.map(({ body }) => body.toString())).size < requests.length;

function withStatus(item: INodeExecutionData, status: string): INodeExecutionData {
	return { ...item, json: { ...item.json, status } };
}

/** Loses an unconfirmed row if a request was repeated. */
function loseRow([success = [], failed = [], ...rest]: Outputs, requests: LoggedRequest[]): Outputs {
	const lost = isRepeated(requests) ? failed.findIndex(({ json }) => json.status === 'unconfirmed') : -1;
	return [success, failed.filter((_item, index) => index !== lost), ...rest];
}

/** Puts a row on both outputs if a request was repeated and accepted in the end. */
function doubleRow([success = [], failed = [], ...rest]: Outputs, requests: LoggedRequest[]): Outputs {
	const [first] = success;
	const twice = isRepeated(requests) && first ? [withStatus(first, 'failed')] : [];
	return [success, [...failed, ...twice], ...rest];
}

/** Takes an answer that breaks off in the middle for a yes. */
function believe([success = [], failed = [], ...rest]: Outputs): Outputs {
	const isHalf = ({ json }: INodeExecutionData) =>
		json.status === 'unconfirmed' && json.reasonCode === 'ECONNRESET';
	const believed = failed.filter(isHalf).map((item) => withStatus(item, 'imported'));
	return [[...success, ...believed], failed.filter((item) => !isHalf(item)), ...rest];
}

/** Reports rows that were under way when the cancel button was pressed as not sent. */
function forget([success = [], failed = [], ...rest]: Outputs): Outputs {
	const forgotten = failed.map((item) =>
		item.json.reasonCode === 'ERR_CANCELED' ? withStatus(item, 'notSent') : item,
	);
	return [success, forgotten, ...rest];
}

/** The bugs by name. */
export const BUGS: Record<string, Changes> = {
	'a lost row': { outputs: loseRow },
	'a repeated row': {
		// A connection that breaks is made anew, and the request sent again.
		request: (send) => async (options, signal) => {
			try {
				return await send(options, signal);
			} catch (error) {
				if ((error as { code?: string }).code !== 'ECONNRESET') throw error;
				return await send(options, signal);
			}
		},
	},
	'a false imported': { outputs: believe },
	'a false notSent': { outputs: forget },
	'a row with two outcomes': { outputs: doubleRow },
};

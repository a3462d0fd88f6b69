import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	NodeExecutionHint,
} from 'n8n-workflow';

import type { Answer } from './network';

/** Both credentials authenticate by a function. */
type Authenticate = Extract<ICredentialType['authenticate'], (...args: never[]) => unknown>;

/** The parts of n8n that a node uses in a simulated run. */
export interface Surroundings {
	items: INodeExecutionData[];
	parameters: IDataObject;
	credential: { type: ICredentialType; data: ICredentialDataDecryptedObject };
	onError: INode['onError'];
	timezone: string;
	cancel: AbortSignal;
	/** The hints that the node adds. */
	hints: NodeExecutionHint[];
	logLines: string[];
	request(options: IHttpRequestOptions, signal: AbortSignal): Promise<Answer>;
}

function nodeOf({ onError, parameters }: Surroundings): INode {
	return {
		id: 'node',
		name: 'Import',
		type: 'simulated',
		typeVersion: 1,
		position: [0, 0],
		onError,
		parameters: parameters as INode['parameters'],
	};
}

/** Makes an object that throws when a property is read that it does not have. */
function strict<Shape extends object>(what: string, shape: Shape): Shape {
	return new Proxy(shape, {
		get(target, name) {
			if (name in target || typeof name === 'symbol') return target[name as keyof Shape];
			throw new Error(`The simulation has no ${what}.${name}`);
		},
	});
}

/** The context of a simulated node, with the functions that imports use. */
export function contextOf(surroundings: Surroundings): IExecuteFunctions {
	const { items, parameters, credential, cancel, hints, logLines } = surroundings;
	const node = nodeOf(surroundings);
	const authenticate = credential.type.authenticate as Authenticate;
	const log = (message: string) => void logLines.push(message);
	const helpers = {
		async httpRequestWithAuthentication(_type: string, options: IHttpRequestOptions): Promise<Answer> {
			return await surroundings.request(await authenticate(credential.data, options), cancel);
		},
	};
	const context = {
		helpers: strict('helpers', helpers),
		logger: { info: log, warn: log, error: log, debug: log },
		getInputData: () => items,
		getNode: () => node,
		// The only expressions in simulated parameters are the plain references of columns, which the nodes read themselves.
		getNodeParameter: (name: string, _item: number, otherwise: unknown) => parameters[name] ?? otherwise,
		getCredentials: async () => credential.data,
		getTimezone: () => surroundings.timezone,
		continueOnFail: () => node.onError !== 'stopWorkflow',
		isToolExecution: () => false,
		getExecutionCancelSignal: () => cancel,
		addExecutionHints: (...added: NodeExecutionHint[]) => void hints.push(...added),
	};
	return strict('context', context) as unknown as IExecuteFunctions;
}

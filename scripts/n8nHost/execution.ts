import type {
	ExecutionStatus,
	IDataObject,
	INodeExecutionData,
	IRunExecutionData,
	ITaskData,
	IWorkflowBase,
	NodeExecutionHint,
} from 'n8n-workflow';

/** An execution as n8n's REST interface returns it. Its data are a text in the "flatted" format. */
export interface StoredExecution {
	id: string;
	status: ExecutionStatus;
	mode: string;
	data: string;
	workflowData: IWorkflowBase;
	startedAt: string;
	stoppedAt?: string;
}

/** The result of a workflow's execution, by node. */
export class Execution {
	readonly id: string;
	readonly status: ExecutionStatus;
	readonly workflow: IWorkflowBase;
	readonly data: IRunExecutionData;

	constructor(stored: StoredExecution) {
		this.id = stored.id;
		this.status = stored.status;
		this.workflow = stored.workflowData;
		this.data = decodeFlatted(stored.data) as IRunExecutionData;
	}

	/** The runs of a node in their order; an empty list when the node was not reached. */
	runs(node: string): ITaskData[] {
		return this.data.resultData.runData[node] ?? [];
	}

	/** The items of an output of a node, from all its runs. */
	items(node: string, output = 0): INodeExecutionData[] {
		return this.runs(node).flatMap((run) => run.data?.main?.[output] ?? []);
	}

	/** The JSON of those items. */
	rows(node: string, output = 0): IDataObject[] {
		return this.items(node, output).map((item) => item.json);
	}

	/** The input items of a node, taken from the outputs of the nodes before it. */
	inputs(node: string): INodeExecutionData[] {
		return this.runs(node).flatMap((run) =>
			run.source.flatMap((source) => {
				if (source === null) return [];
				const { previousNode, previousNodeRun = 0, previousNodeOutput = 0 } = source;
				return this.runs(previousNode)[previousNodeRun]?.data?.main?.[previousNodeOutput] ?? [];
			}),
		);
	}

	/** The hints that the editor shows above a node's output. */
	hints(node: string): NodeExecutionHint[] {
		return this.runs(node).flatMap((run) => run.hints ?? []);
	}

	/** The error that stopped the execution, with its message, description and node. */
	get error(): { message: string; description?: string | null; node?: string } | undefined {
		const error = this.data.resultData.error;
		if (!error) return undefined;
		const node = 'node' in error ? error.node?.name : undefined;
		return { message: error.message, description: error.description, node };
	}
}

/**
 * Decodes the "flatted" format. It is a JSON array in which each string inside an object or array is the index of the
 * entry that it represents. The first entry is the root.
 */
export function decodeFlatted(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const done = new Set<number>();
	const valueAt = (index: number): unknown => {
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null || done.has(index)) return entry;
		done.add(index);
		const container = entry as Record<string, unknown>;
		for (const [key, value] of Object.entries(container)) {
			if (typeof value === 'string') container[key] = valueAt(Number(value));
		}
		return container;
	};
	return valueAt(0);
}

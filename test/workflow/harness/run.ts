import { WorkflowExecute } from 'n8n-core';
import { deepCopy } from 'n8n-workflow';
import type {
	ExecutionError,
	ExecutionStatus,
	IConnections,
	IDataObject,
	INodeExecutionData,
	INodeType,
	IRun,
	IRunData,
	ITaskData,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createEnvironment, type TestNode } from './environment';
import { withLogLines } from './log';

export interface RunOptions {
	/** `manual` (default) is the editor's Execute button, `trigger` an active workflow. */
	mode?: WorkflowExecuteMode;
	/** n8n's cancel button is pressed as soon as this settles. */
	cancelAfter?: Promise<unknown>;
	/** The workflow's time zone. */
	timezone?: string;
}

export interface WorkflowResult {
	/** All that the engine handed back. `run.data.resultData.runData` has each node's runs. */
	run: IRun;
	/** Of a cancelled execution: what there was when the button was pressed, and all that n8n's database keeps. */
	savedRunData?: IRunData;
	logLines: string[];
}

export interface NodeResult {
	/** Items by output, as the engine kept them, after error-output routing. Empty when the node never finished. */
	outputs: INodeExecutionData[][];
	/** The node's error (also when On Error let the workflow go on), or else the workflow's. A plain copy, no Error. */
	error?: ExecutionError;
	hints: NodeExecutionHint[];
	/** Of the whole execution; a node's own is in `runs`. */
	executionStatus: ExecutionStatus;
	/** The engine's records of the node: none when it never ran, one otherwise, however many tries were made. */
	runs: ITaskData[];
	logLines: string[];
	/** Of a cancelled execution: the node's items in n8n's database, where the save happens when the button is pressed. */
	savedOutputs?: INodeExecutionData[][];
	run: IRun;
}

/** An execution under way. */
export interface Execution<T> {
	result: Promise<T>;
	/** Presses n8n's cancel button. */
	cancel(): void;
}

export interface NodeRunOptions extends RunOptions {
	node: TestNode;
	/** Rows, or whole items; they leave the node named Source as they are. */
	items: IDataObject[] | INodeExecutionData[];
}

/**
 * Starts a workflow at its first node on the real engine. Like n8n, it refuses with a WorkflowHasIssuesError (thrown
 * here, a rejection of `runNode` and `runWorkflow`) when a required parameter or credential is missing.
 */
export function startWorkflow(
	nodes: TestNode[],
	connections: IConnections,
	options: RunOptions = {},
): Execution<WorkflowResult> {
	return withLogLines((logLines) => {
		const mode = options.mode ?? 'manual';
		const environment = createEnvironment(nodes, { connections, mode, timezone: options.timezone });
		const { workflow, additionalData } = environment;
		let savedRunData: IRunData | undefined;
		additionalData.hooks?.addHandler('workflowExecuteAfter', ({ status, data }) => {
			if (status === 'canceled') savedRunData ??= deepCopy(data.resultData.runData);
		});
		const startNode = workflow.getNode(environment.nodes[0]?.name ?? '') ?? undefined;
		const running = new WorkflowExecute(additionalData, mode).run({ workflow, startNode });
		const cancel = () => running.cancel();
		void options.cancelAfter?.then(cancel, cancel);
		const result = running.then((run) => ({ run, logLines, ...(savedRunData && { savedRunData }) }));
		return { result, cancel };
	});
}

/** Runs a workflow from its first node to its end. `chain` makes the connections of one node after the other. */
export async function runWorkflow(
	nodes: TestNode[],
	connections: IConnections = {},
	options: RunOptions = {},
): Promise<WorkflowResult> {
	return await startWorkflow(nodes, connections, options).result;
}

/** The connections of nodes one after the other, each by its first output. */
export function chain(...names: string[]): IConnections {
	const links = names.slice(0, -1).map((name, index): [string, IConnections[string]] => {
		return [name, { main: [[{ node: names[index + 1] ?? '', type: 'main', index: 0 }]] }];
	});
	return Object.fromEntries(links);
}

/** Starts the workflow Source → the node under test, and leaves it running. */
export function startNode({ node, items, ...options }: NodeRunOptions): Execution<NodeResult> {
	const name = node.name ?? node.type.description.displayName;
	const nodes = [
		{ type: sourceOf(items), name: 'Source' },
		{ ...node, name },
	];
	const { result, cancel } = startWorkflow(nodes, chain('Source', name), options);
	return { result: result.then((workflowResult) => resultOf(name, workflowResult)), cancel };
}

/** Runs the workflow Source → the node under test. */
export async function runNode(options: NodeRunOptions): Promise<NodeResult> {
	return await startNode(options).result;
}

/** What became of one node of a workflow. */
export function resultOf(name: string, { run, savedRunData, logLines }: WorkflowResult): NodeResult {
	const { runData, error: workflowError } = run.data.resultData;
	const runs = runData[name] ?? [];
	const last = runs.at(-1);
	const error = last?.error ?? workflowError;
	return {
		outputs: itemsOf(last),
		...(error && { error }),
		hints: runs.flatMap(({ hints }) => hints ?? []),
		executionStatus: run.status,
		runs,
		logLines,
		...(savedRunData && { savedOutputs: itemsOf(savedRunData[name]?.at(-1)) }),
		run,
	};
}

/** A node type that emits the items given, for `runWorkflow`. */
export function sourceOf(items: IDataObject[] | INodeExecutionData[]): INodeType {
	const whole = items.map((item) => (isWholeItem(item) ? { ...item } : { json: item }));
	return {
		description: {
			displayName: 'Source',
			name: 'source',
			group: ['input'],
			version: 1,
			description: 'Emits the items of a test',
			defaults: { name: 'Source' },
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => [whole],
	};
}

const ITEM_KEYS = ['json', 'binary', 'pairedItem', 'error', 'metadata', 'index', 'evaluationData'];

function isWholeItem(item: IDataObject | INodeExecutionData): item is INodeExecutionData {
	return 'json' in item && Object.keys(item).every((key) => ITEM_KEYS.includes(key));
}

function itemsOf(task: ITaskData | undefined): INodeExecutionData[][] {
	return (task?.data?.main ?? []).map((items) => items ?? []);
}

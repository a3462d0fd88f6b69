/** Runs real nodes and credentials on n8n-core's own engine and contexts, over real sockets, inside Jest. */
export { activate, type Activation, type ActivateOptions } from './activate';
export { credentialTest } from './credential-test';
export type { TestNode } from './environment';
export { listSearch, loadOptions, resourceMapping } from './load-options';
export { withLogLines } from './log';
export { chain, resultOf, runNode, runWorkflow, sourceOf, startNode, startWorkflow } from './run';
export type { Execution, NodeResult, NodeRunOptions, RunOptions, WorkflowResult } from './run';
export { callWebhook, serveWebhook } from './webhook';
export type { WebhookCall, WebhookOptions, WebhookRequest, WebhookResult, WebhookServer } from './webhook';

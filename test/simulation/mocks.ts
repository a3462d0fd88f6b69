import type * as N8nWorkflow from 'n8n-workflow';

import type * as Wait from '../../nodes/http/wait';
import { noted, sleep } from './time';

/*
 * Replacements for real time. A test uses them as
 * `jest.mock('n8n-workflow', () => jest.requireActual<typeof Mocks>('./mocks').n8nWorkflow())`, and so on.
 */

/** n8n-workflow with the simulated sleep. */
export function n8nWorkflow(): typeof N8nWorkflow {
	return { ...jest.requireActual<typeof N8nWorkflow>('n8n-workflow'), sleep };
}

/** nodes/http/wait with pauses that are recorded. */
export function wait(): typeof Wait {
	const actual = jest.requireActual<typeof Wait>('../../nodes/http/wait');
	return { ...actual, pause: noted(actual.pause) };
}

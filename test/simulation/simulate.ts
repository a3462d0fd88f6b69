import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { LoggedRequest } from '../../sandbox';
import { defaultSettings } from '../../sandbox/settings';
import { World } from '../../sandbox/world';
import type { Observed } from '../campaign/books';
import { furtherPhones, importOf, storedPhones } from '../campaign/drawnImports';
import { parametersOf, settingsOf } from '../campaign/parameters';
import type { Surroundings } from './context';
import { contextOf } from './context';
import { ADDRESS, Network, Platforms } from './network';
import type { SimulatedPlan } from './plans';
import { randomNumbers, setTime, SimulatedTime } from './time';

const world = new World(defaultSettings(), defaultSettings());
const platforms = new Platforms(world);

/** Changes between the parts of a simulation, which test whether it finds a bug; see planted.ts. */
export interface Changes {
	request?(send: Surroundings['request']): Surroundings['request'];
	outputs?(outputs: INodeExecutionData[][], requests: LoggedRequest[]): INodeExecutionData[][];
}

type Result = Observed['result'];

async function execute(surroundings: Surroundings, { operation }: SimulatedPlan): Promise<Result> {
	const { hints, logLines } = surroundings;
	const { type } = importOf(operation).tested;
	const context: IExecuteFunctions = contextOf(surroundings);
	try {
		const outputs = (await type.execute?.call(context)) as INodeExecutionData[][];
		return { outputs, hints, logLines };
	} catch (error) {
		return { outputs: [], error: error as Result['error'], hints, logLines };
	}
}

/** Runs the real node of a plan's operation on a simulated network, in simulated time, against the code of the sandbox. */
export async function simulate(plan: SimulatedPlan, changes: Changes = {}): Promise<Observed> {
	world.reset();
	Object.assign(world.settings, settingsOf(plan));
	for (const fault of plan.faults) world.faults.add(fault);
	const time = new SimulatedTime(randomNumbers(plan.seed));
	setTime(time);
	const network = new Network(platforms, time, plan.detours === true);
	const cancel = new AbortController();
	const { type, data } = importOf(plan.operation).tested.credential;
	const request: Surroundings['request'] = async (...given) => await network.request(...given);
	const surroundings: Surroundings = {
		items: plan.rows.map(({ json }) => ({ json })),
		parameters: parametersOf(plan),
		credential: { type, data: { baseUrl: ADDRESS, ...data } },
		onError: plan.onError,
		timezone: plan.zone,
		cancel: cancel.signal,
		hints: [],
		logLines: [],
		request: changes.request?.(request) ?? request,
	};
	const result = await time.run(
		async () => await execute(surroundings, plan),
		() => {
			if (time.happened !== plan.cancelAtEvent) return;
			cancel.abort('cancelled');
			network.cutOff();
		},
	);
	network.settle();
	world.clock.finishPending();
	const requests = world.requests.all();
	if (changes.outputs && !result.error) result.outputs = changes.outputs(result.outputs, requests);
	return {
		plan,
		result,
		stored: storedPhones(plan.operation, world),
		storedFurther: furtherPhones(plan.operation, world),
		requests,
		faults: world.faults.list(),
		pauses: time.pauses,
	};
}

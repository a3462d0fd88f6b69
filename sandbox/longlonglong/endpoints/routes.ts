import { Router } from 'express';
import type { Call, Endpoint, Reply } from '../../http/call';
import { serve } from '../../http/route';
import type { World } from '../../world';
import { checkBody, checkToken, checkUser } from '../access';
import { Refusal, refused } from '../envelope';
import { downloadNumbers, listBlacklist, listSubAccounts, showToken } from './account';
import { changeComponent, deleteComponents, showTemplate } from './components';
import { deleteCustomers, listCustomers, listCustomersOfStage, moveToTask } from './customers';
import { addNumbers, addNumbersLater, importCustomers, showBatch } from './imports';
import { deleteNumbers, listNumbers, resetNumbers } from './numbers';
import { listRecords, showRecord } from './records';
import { deleteTask, listAllTasks, listNewTasks, listTasks, pauseNewTask, pauseTask } from './tasks';

type LonglonglongEndpoint = (world: World, call: Call) => Reply;
type Method = 'get' | 'post' | 'put' | 'delete';

/** Every endpoint below `/agent-api`, in the order of longlonglong.md. */
const ENDPOINTS: Array<[Method, string, LonglonglongEndpoint]> = [
	['get', '/token', showToken],
	['get', '/callback_blacklist', listBlacklist],
	['get', '/user/:userId/subset_users', listSubAccounts],
	['get', '/user/:userId/identification/:uniqueId', showBatch],

	['post', '/user/:userId/async_customer', importCustomers],
	['get', '/user/:userId/customer/create', showTemplate],
	['put', '/user/:userId/component/:componentId', changeComponent],
	['delete', '/user/:userId/component', deleteComponents],

	['get', '/user/:userId/get_customer', listCustomers],
	['get', '/user/:userId/type/:type/get_customer', listCustomersOfStage],
	['get', '/user/:userId/customer_to_task/:taskId', moveToTask],
	['delete', '/user/:userId/del_customer', deleteCustomers],

	['post', '/user/:userId/task/:taskId/number', addNumbers],
	['post', '/user/:userId/task/:taskId/async_number', addNumbersLater],
	['get', '/user/:userId/task/:taskId/number', listNumbers],
	['put', '/user/:userId/task/:taskId/number-batch-reset', resetNumbers],
	['delete', '/user/:userId/task/:taskId/number-batch-delete', deleteNumbers],

	['get', '/user/:userId/task', listTasks],
	['get', '/user/:userId/all_task', listAllTasks],
	['get', '/new/user/:userId/task', listNewTasks],
	['get', '/user/:userId/task_stop/:taskId', pauseTask],
	['put', '/new/user/:userId/task_stop/:taskId', pauseNewTask],
	['delete', '/user/:userId/task/:taskId', deleteTask],

	['get', '/user/:userId/task/:taskId/record', listRecords],
	['get', '/user/:userId/task/:taskId/detail/:recordId', showRecord],
];

/** The routes of the Longlonglong platform. */
export function longlonglongRouter(world: World): Router {
	const router = Router({ caseSensitive: true });
	for (const [method, path, endpoint] of ENDPOINTS) {
		router[method](path, serve(world, guarded(world, endpoint)));
	}
	router.get('/download-number', serve(world, download(world)));
	return router;
}

/** Checks the partner's token, and converts refusals to the error envelope. */
export function guarded(world: World, endpoint: LonglonglongEndpoint): Endpoint {
	return answeringRefusals(world, (call) => {
		checkToken(call);
		checkBody(world, call);
		if ('userId' in call.params) checkUser(call);
		return endpoint(world, call);
	});
}

function download(world: World): Endpoint {
	return answeringRefusals(world, (call) => {
		if (world.settings.downloadNeedsToken) checkToken(call);
		return downloadNumbers(world, call);
	});
}

function answeringRefusals(world: World, endpoint: Endpoint): Endpoint {
	return (call) => {
		try {
			return endpoint(call);
		} catch (error) {
			if (error instanceof Refusal) return refused(error, world.settings);
			throw error;
		}
	};
}

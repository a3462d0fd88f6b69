import { Router } from 'express';
import type { Call, Endpoint, Reply } from '../http/call';
import { serve } from '../http/route';
import type { World } from '../world';
import { batchCreate } from './batchCreate';
import { describeField, FIELDS } from './data/fields';
import { NxlinkRefusal, nxlinkRefused, nxlinkSuccess } from './envelope';
import { queryCustomers } from './query';
import { checkTenant, wrongParameter } from './request';
import { checkSignature } from './signature';

type NxlinkEndpoint = (world: World, call: Call) => Reply;

/** The routes of the NXLink platform: every endpoint below `/saas/cdp/openapi`. */
export function nxlinkRouter(world: World): Router {
	const router = Router({ caseSensitive: true });
	router.post('/customers/batch_create', serve(world, guarded(world, batchCreate)));
	router.post('/customers/query', serve(world, guarded(world, queryCustomers)));
	router.get('/customers/fields', serve(world, guarded(world, listFields)));
	return router;
}

/** GET customers/fields?tenant_id=…&app_key=…&is_preset=true|false (nxlink.md 3.1 c). */
function listFields(world: World, call: Call): Reply {
	const query = new URLSearchParams(call.query);
	checkTenant(query.get('tenant_id'), query.get('app_key'), world.settings);
	const preset = query.get('is_preset') ?? '';
	if (!['', 'true', 'false'].includes(preset)) throw wrongParameter('is_preset must be a boolean');
	const wanted = FIELDS.filter((field) => preset === '' || String(field.preset) === preset);
	return nxlinkSuccess(wanted.map(describeField), world.settings);
}

/** Checks the signature, and converts refusals to the error envelope. */
export function guarded(world: World, endpoint: NxlinkEndpoint): Endpoint {
	return (call) => {
		try {
			checkSignature(call, world.clock.now());
			return endpoint(world, call);
		} catch (error) {
			if (error instanceof NxlinkRefusal) return nxlinkRefused(error, world.settings);
			throw error;
		}
	};
}

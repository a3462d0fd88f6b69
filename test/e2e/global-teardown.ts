import { endKept } from './shared-n8n';

/** Ends the n8n of this run and removes its folder. */
export default async function globalTeardown(): Promise<void> {
	await endKept();
}

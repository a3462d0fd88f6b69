import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Runs before each workflow test file, and so before n8n-core reads its configuration: n8n's files go to a
 * folder of their own, nothing is sent anywhere, and every log line exists (harness/log.ts catches them).
 */
const cache = resolve(__dirname, '../../node_modules/.cache/workflow-test');
const userFolder = resolve(cache, process.env.JEST_WORKER_ID ?? '0');
mkdirSync(userFolder, { recursive: true });

Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_LOG_LEVEL: 'debug',
	GENERIC_TIMEZONE: 'UTC',
});

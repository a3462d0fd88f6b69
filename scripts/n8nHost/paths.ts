import { join, resolve } from 'node:path';

/** The project's own folder; everything the scripts write lies in two git-ignored folders below it. */
export const repository = resolve(__dirname, '../..');

/** The pinned n8n with its Node.js, installed once. */
export const hostFolder = join(repository, '.n8n-host');

/** What runs leave behind: n8n's data folders, packed packages, logs, pictures. */
export const runFolder = join(repository, '.run');

export const packageName = 'n8n-nodes-longlonglong-nxlink';

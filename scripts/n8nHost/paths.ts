import { join, resolve } from 'node:path';

/** The folder of the project. The scripts write only to two git-ignored folders in it. */
export const repository = resolve(__dirname, '../..');

/** The folder of the pinned n8n and its Node.js, which are installed once. */
export const hostFolder = join(repository, '.n8n-host');

/** The folder for files of runs: n8n's data folders, packed packages, logs, pictures. */
export const runFolder = join(repository, '.run');

export const packageName = 'n8n-nodes-longlonglong-nxlink';

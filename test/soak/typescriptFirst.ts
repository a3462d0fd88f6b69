import { Module } from 'node:module';

/*
 * A node is required as `X.node`, and beside X.node.ts there is an X.node.json: of files with the same name, the TypeScript is meant.
 * Import this file before any other that takes nodes from the source.
 */
const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, unknown> };
const { '.json': json, '.node': addon } = extensions;
for (const extension of ['.json', '.node']) delete extensions[extension];
Object.assign(extensions, { '.json': json, '.node': addon });

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { NxlinkApi } from '../../credentials/NxlinkApi.credentials';
import { OUTCOME_NAMES } from '../../nodes/import/outcome';
import { importSummary } from '../../nodes/import/summary';
import { LonglonglongCustomer } from '../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { LonglonglongTrigger } from '../../nodes/longlonglong/LonglonglongTrigger/LonglonglongTrigger.node';
import { NxlinkCustomer } from '../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';

/**
 * The names that stand in users' workflows: after a release they never change. A change of one is a decision, and is entered in
 * publicNames.txt by hand; this test prints the lines that differ.
 */
const SNAPSHOT = join(__dirname, 'publicNames.txt');

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** A parameter with the values or parameters below it, one line each. */
function linesOf(part: Part, path: string): string[] {
	const name = 'type' in part ? part.name : 'values' in part ? part.name : String(part.value);
	const own = `${path}.${name}`;
	const below = [
		...('options' in part && part.options ? part.options : []),
		...('values' in part ? part.values : []),
	];
	const isNotice = 'type' in part && part.type === 'notice';
	return isNotice ? [] : [own, ...below.flatMap((child) => linesOf(child, own))];
}

/** Where a parameter is shown: `[resource/operation]` for each place. */
function placesOf({ displayOptions }: INodeProperties): string {
	const { resource, operation } = displayOptions?.show ?? {};
	const places = [resource, operation].map((values) => (values ?? []).map(String).join('|'));
	return places.some((place) => place !== '') ? `[${places.filter((place) => place !== '').join('/')}]` : '';
}

function nodeLines({ description: { name, properties, credentials = [] } }: INodeType): string[] {
	return [
		`node ${name}`,
		...credentials.map((credential) => `node ${name} credential ${credential.name}`),
		...properties.flatMap((property) => linesOf(property, `parameter ${name}${placesOf(property)}`)),
	];
}

/** The summary of an import of nothing has all its fields. */
function summaryFields(): string[] {
	const facts = { startedAt: 0, finishedAt: 0, operation: '', checkOnly: false, warnings: [] };
	const report = { results: [], requests: 0, repetitions: 0 };
	return Object.keys(importSummary(report, { ...facts, target: { taskId: 't', userId: 'u' } }));
}

function publicNames(): string[] {
	const nodes = [
		new LonglonglongCustomer(),
		new LonglonglongTaskNumber(),
		new LonglonglongTrigger(),
		new NxlinkCustomer(),
	];
	const credentials = [new LonglonglongApi(), new NxlinkApi()];
	return [
		...new Set([
			...nodes.flatMap(nodeLines),
			...credentials.flatMap(({ name, properties }) => [
				`credential ${name}`,
				...properties.flatMap((property) => linesOf(property, `credential ${name}`)),
			]),
			...[...OUTCOME_NAMES].map((name) => `output ${name}`),
			...summaryFields().map((name) => `summary ${name}`),
		]),
	].sort();
}

it('the public names are those of publicNames.txt', () => {
	const kept = readFileSync(SNAPSHOT, 'utf8').trimEnd().split('\n');
	const now = publicNames();
	expect({
		gone: kept.filter((line) => !now.includes(line)),
		new: now.filter((line) => !kept.includes(line)),
	}).toEqual({ gone: [], new: [] });
});

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Outcome } from '../../nodes/import/outcome';
import { OUTCOME_NAMES } from '../../nodes/import/outcome';
import { importSummary } from '../../nodes/import/summary';
import { CUSTOMER_FIELDS, NUMBER_FIELDS } from '../../nodes/longlonglong/fields';
import { ADDED_FIELDS } from '../../nodes/longlonglong/LonglonglongTrigger/callbackEvents';
import { CUSTOMER_FIELDS as NXLINK_FIELDS } from '../../nodes/nxlink/fields';
import type { Finding } from '../../nodes/platform/accountCheck';
import { askAll, ok } from '../../nodes/platform/accountCheck';
import { arrivalOutputs } from '../../nodes/platform/arrival/arrivalOutputs';
import type { Arrival } from '../../nodes/platform/arrival/wantedContacts';
import { packageCredentials, packageNodes } from '../packageParts';
import { expectPublicNames, RESULT } from '../publicNames';

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

/** The columns that a mapping may name. */
function columnLines(): string[] {
	const columns = { customer: CUSTOMER_FIELDS, number: NUMBER_FIELDS, nxlink: NXLINK_FIELDS };
	return Object.entries(columns).flatMap(([place, fields]) =>
		fields.map(({ id }) => `column ${place}.${id}`),
	);
}

/** The summary of an import with one failed row has all its fields. */
function summaryLines(): string[] {
	const facts = { startedAt: 0, finishedAt: 0, operation: '', checkOnly: false, warnings: [] };
	const outcome: Outcome = { status: 'failed', reason: 'r', reasonCode: 'c', column: 'phone' };
	const report = { results: [{ outcome }], requests: 0, repetitions: 0 };
	const summary = importSummary(report, { ...facts, target: { taskId: 't', userId: 'u' } });
	const [reason = {}] = summary.reasons;
	return [
		...Object.keys(summary).map((name) => `summary ${name}`),
		...Object.keys(reason).map((name) => `summary reasons.${name}`),
	];
}

/** Values that workflows compare with; the compiler sees to it that none is left out. */
const STATUSES: Record<Outcome['status'], true> = {
	imported: true,
	accepted: true,
	checked: true,
	invalid: true,
	duplicate: true,
	failed: true,
	unconfirmed: true,
	notSent: true,
};
const ARRIVALS: Record<Arrival['arrival'], Arrival> = {
	arrived: { arrival: 'arrived', id: '1', createdAt: '2024-03-14' },
	missing: { arrival: 'missing' },
	unknown: { arrival: 'unknown', reason: 'r' },
};
const ANSWERS: Record<Finding['answer'], true> = { ok: true, attention: true, unknown: true };

function arrivalLines(): string[] {
	const contacts = Object.values(ARRIVALS).map((result) => ({ forms: [], result }));
	const items = arrivalOutputs(
		contacts.map(() => ({ json: {} })),
		contacts,
	).flat();
	return [
		...Object.keys(ARRIVALS).map((value) => `arrival ${value}`),
		...items.flatMap(({ json }) => Object.keys(json)).map((name) => `output ${name}`),
	];
}

async function accountLines(): Promise<string[]> {
	const [item = {}] = await askAll([{ question: 'q', ask: async () => await Promise.resolve(ok('d')) }], {});
	return [
		...Object.keys(item).map((name) => `account ${name}`),
		...Object.keys(ANSWERS).map((value) => `account answer.${value}`),
	];
}

const ROOT = join(__dirname, '../..');

/** The text of all source files of the nodes. */
function sources(): string {
	const files = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' });
	const texts = files
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join(ROOT, 'nodes', file), 'utf8'));
	return texts.join('\n');
}

/** The codes in the table of docs/imports.md that stand in the sources, and all that the sources give as a code in plain sight. */
function reasonCodeLines(): string[] {
	const source = sources();
	const table =
		readFileSync(join(ROOT, 'docs/imports.md'), 'utf8').split(/^\| `status` +\| `reasonCode`.*$/m)[1] ?? '';
	const rows = table.trimStart().split('\n\n')[0] ?? '';
	const words = [...rows.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);
	const documented = words.filter((word) => !(word in STATUSES) || word === 'duplicate');
	const inSight = [...source.matchAll(/reasonCode: '(\w+)'/g)].map(([, code = '']) => code);
	return [...documented.filter((code) => source.includes(`'${code}'`)), ...inSight].map(
		(code) => `reasonCode ${code}`,
	);
}

async function publicNames(): Promise<string[]> {
	return [
		...new Set([
			...packageNodes().flatMap(nodeLines),
			...packageCredentials().flatMap(({ name, properties }) => [
				`credential ${name}`,
				...properties.flatMap((property) => linesOf(property, `credential ${name}`)),
			]),
			...columnLines(),
			...[...OUTCOME_NAMES].map((name) => `output ${name}`),
			...Object.keys(STATUSES).map((status) => `status ${status}`),
			...reasonCodeLines(),
			...summaryLines(),
			...arrivalLines(),
			...ADDED_FIELDS.map((name) => `trigger ${name}`),
			...(await accountLines()),
		]),
	].sort();
}

it('the public names are those of publicNames.txt', async () => {
	expectPublicNames(await publicNames(), (line) => !line.startsWith(RESULT));
});

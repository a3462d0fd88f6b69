import { ask } from './api.js';
import { chip, make, pretty, shortened, time } from './dom.js';

/*
 * The lists by their names in the control API, with their columns and the details that a click on a row shows.
 * A column is [heading, cell, class]; a cell is text or an element.
 */

const NUMBER_STATES = [
	'waiting',
	'answered',
	'intercepted',
	'rejected',
	'no answer',
	'no such number',
	'switched off',
];
NUMBER_STATES.push('suspended', 'busy', 'incoming barred', 'in arrears', 'blacklisted', 'blocked by user');

export const LISTS = [
	{
		what: 'requests',
		label: 'Requests',
		count: (state) => state.requests,
		always: true,
		empty: 'No request yet. Point a credential’s base URL at the address above and run a workflow.',
		choices: [
			{ name: 'method', any: 'Any method', values: ['GET', 'POST', 'PUT', 'DELETE'] },
			{
				name: 'status',
				any: 'Any status',
				values: ['200', '4', '5', '-'],
				labels: ['200', '4xx', '5xx', 'no answer'],
			},
		],
		columns: [
			['Time', (row) => time(row.at), 'narrow'],
			['Method', (row) => make('b', { className: 'mono' }, row.method), 'narrow'],
			['Path', path, 'wrap mono'],
			['Answer', status, 'narrow'],
			['Effect', effect, 'narrow'],
			['ms', (row) => String(row.durationMs ?? '…'), 'number narrow'],
		],
		detail: requestDetail,
	},
	{
		what: 'customers',
		label: 'Pool customers',
		count: (state) => state.longlonglong.customers,
		empty: 'The public pool (客户公海) is empty.',
		columns: [
			['Created', (row) => time(row.createdAt), 'narrow'],
			['Phone', (row) => row.phone, 'narrow mono'],
			['Name', (row) => row.name, 'wrap'],
			['Company', (row) => row.company, ''],
			['E-mail', (row) => row.email, ''],
			['Stage', (row) => chip(row.stage), 'narrow'],
			['Fields', (row) => String(row.components.length), 'number narrow'],
		],
	},
	{
		what: 'numbers',
		label: 'Task numbers',
		count: (state) => state.longlonglong.tasks.reduce((sum, task) => sum + task.numbers, 0),
		empty: 'No task has a number.',
		choices: [{ name: 'taskId', any: 'Any task', fromTasks: true }],
		columns: [
			['Added', (row) => time(row.createdAt), 'narrow'],
			['Number', (row) => row.number, 'narrow mono'],
			['Name', (row) => row.name, 'wrap'],
			['Task', (row) => row.task, ''],
			[
				'Status',
				(row) => chip(`${row.status} ${NUMBER_STATES[row.status] ?? ''}`, row.status === 1 ? 'good' : ''),
				'narrow',
			],
		],
	},
	{
		what: 'batches',
		label: 'Batches',
		count: (state) => state.longlonglong.batches,
		empty: 'No asynchronous work was asked for.',
		columns: [
			['Started', (row) => time(row.createdAt), 'narrow'],
			['Work', (row) => row.kind, 'narrow'],
			['unique_id', (row) => row.uniqueId, 'wrap mono'],
			['State', (row) => (row.finishedAt ? chip('finished', 'good') : chip('pending', 'warn')), 'narrow'],
			['Rows', (row) => String(row.total), 'number narrow'],
			['To pool', (row) => String(row.crmCustomerCount), 'number narrow'],
			['To task', (row) => String(row.taskNumberCount), 'number narrow'],
			[
				'Failed',
				(row) => (row.failures.length ? chip(String(row.failures.length), 'bad') : '0'),
				'number narrow',
			],
		],
	},
	{
		what: 'nxlink-customers',
		label: 'NXLink customers',
		count: (state) => state.nxlink.customers,
		empty: 'NXLink has no customer.',
		columns: [
			['Updated', (row) => time(row.updatedAt), 'narrow'],
			['Id', (row) => row.id, 'narrow mono'],
			['Name', (row) => row.fields.full_name, 'wrap'],
			['Contacts', contacts, 'mono'],
			['Tags', (row) => make('span', {}, ...row.tags.map((tag) => chip(tag))), ''],
		],
	},
	{
		what: 'callbacks',
		label: 'Callbacks',
		count: (state) => state.callbacks,
		always: true,
		empty: 'No callback was sent. Set an address at “Callbacks”, then press a button there.',
		columns: [
			['Time', (row) => time(row.at), 'narrow'],
			['Kind', (row) => row.kind, 'narrow'],
			['Address', (row) => row.url, 'wrap mono'],
			['Outcome', outcome, 'narrow'],
			['ms', (row) => String(row.durationMs ?? '…'), 'number narrow'],
		],
		detail: (row) => [make('pre', {}, pretty(row.payload))],
	},
];

function path(row) {
	const platform = row.path.includes('/saas/') ? 'NXLink' : 'Longlonglong';
	const short = shortened(row.path).replace(/^.*\/(agent-api|saas\/cdp\/openapi)\//, '');
	return make(
		'span',
		{ title: row.path },
		chip(platform, 'accent'),
		` ${short}${row.query ? `?${row.query}` : ''}`,
	);
}

/** The HTTP status, and the envelope's code when it differs. */
function status(row) {
	if (row.status === undefined) return chip(row.fault ? 'none' : '…', row.fault ? 'bad' : '');
	const isError = row.code !== undefined && !['0', '200', String(row.status)].includes(row.code);
	const kind = row.status < 300 ? (isError ? 'warn' : 'good') : row.status < 500 ? 'warn' : 'bad';
	return chip(isError ? `${row.status} · ${row.code}` : String(row.status), kind);
}

function effect(row) {
	return make(
		'span',
		{},
		row.tookEffect ? chip('stored', 'accent') : '',
		row.fault ? ' ' : '',
		row.fault ? chip(row.fault, 'bad') : '',
	);
}

function outcome(row) {
	const kind = { delivered: 'good', underWay: '' }[row.outcome] ?? 'bad';
	return chip(row.status === undefined ? row.outcome : `${row.outcome} (${row.status})`, kind);
}

function contacts({ fields }) {
	const names = [
		'whats_app_phone',
		'sms_phone',
		'email',
		'viber_phone',
		'line',
		'zalo',
		'messenger',
		'instagram',
	];
	return names
		.map((name) => fields[name])
		.filter(Boolean)
		.slice(0, 2)
		.join(' · ');
}

async function requestDetail(row) {
	const { method, url, headers, body, answer } = await ask(`requests/${row.id}`);
	const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return [
		make('h3', {}, 'Request'),
		make('pre', {}, [`${method} ${url}`, ...head].join('\n')),
		body ? make('pre', {}, pretty(body)) : undefined,
		answer
			? make('h3', {}, row.status === undefined ? 'Answer that did not arrive' : 'Answer of the platform')
			: undefined,
		answer ? make('pre', {}, pretty(answer)) : undefined,
	];
}

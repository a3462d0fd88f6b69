/* global FormData, setTimeout, clearTimeout, confirm */
import { ask } from './api.js';
import { byId, make } from './dom.js';

/* The buttons that make something happen, and what they have on order. */

const BEFORE = [
	['429', { kind: 'tooMany' }],
	['429, 3 s', { kind: 'tooMany', retryAfter: 3 }],
	['429, date', { kind: 'tooMany', retryAfter: 3, retryAfterAs: 'date' }],
	['503', { kind: 'unavailable' }],
	['503, 3 s', { kind: 'unavailable', retryAfter: 3 }],
	['500', { kind: 'errorBefore' }],
	['Cut', { kind: 'cutBefore' }],
	['No answer', { kind: 'noAnswer' }],
];
const AFTER = [
	['500', { kind: 'errorAfter' }],
	['Cut', { kind: 'cutAfter' }],
	['No answer', { kind: 'noAnswer', takeEffect: true }],
	['Half a JSON, cut', { kind: 'halfJson' }],
	['Half a JSON', { kind: 'halfJson', ends: 'normally' }],
	['Byte order mark', { kind: 'altered', alterations: ['byteOrderMark'] }],
	['Wrong counts', { kind: 'altered', alterations: ['countTooHigh'] }],
	['No words', { kind: 'altered', alterations: ['noWords'] }],
	['5 s late', { kind: 'slow', delayMs: 5000 }],
	['60 s late', { kind: 'slow', delayMs: 60000 }],
];
const HOSTILE = [
	['HTML', { kind: 'answer', hostile: 'html' }],
	['Nothing', { kind: 'answer', hostile: 'empty' }],
	['100 MB of HTML', { kind: 'answer', hostile: 'hugeHtml' }],
	['Gzip bomb', { kind: 'answer', hostile: 'gzipBomb' }],
	['Deep JSON', { kind: 'answer', hostile: 'deepJson' }],
	[
		'data: null',
		{ kind: 'answer', takeEffect: true, body: '{"code":200,"status":"success","message":"","data":null}' },
	],
	['Redirect', { kind: 'answer', status: 302, headers: { Location: '/agent-api/token' } }],
];
const CALLBACKS = [
	['Customers moved to task', { kind: 'api_customer_to_task' }],
	['Number imported', { kind: 'import_number' }],
	['Numbers imported', { kind: 'import_number', mode: 'batch' }],
	['Number deleted', { kind: 'del_number' }],
	['Numbers deleted', { kind: 'del_number', mode: 'batch' }],
	['Task created', { kind: 'task', taskEvent: 1 }],
	['Task deleted', { kind: 'task', taskEvent: 2 }],
	['Call finished', { kind: 'call' }],
	['3 calls finished', { kind: 'call', count: 3 }],
	['Pool import done', { kind: 'async_customer' }],
	['Task import done', { kind: 'async_number' }],
	['Something else', { kind: 'other' }],
];
const DATA = [
	['Finish pending work now', 'finish', {}],
	['50 pool customers', 'seed', { customers: 50 }],
	['50,000 pool customers', 'seed', { customers: 50000 }],
	['100 task numbers', 'seed', { numbers: 100 }],
	['20 call records', 'seed', { records: 20 }],
	['50 NXLink customers', 'seed', { nxlinkCustomers: 50 }],
	['10 more tasks', 'seed', { tasks: 10 }],
];

/** Adds the buttons. `refresh` is called after each change. */
export function setUpSide(refresh) {
	const run = (work, said) => act(work, said, refresh);
	for (const [id, faults, when] of [
		['faults-before', BEFORE, ''],
		['faults-after', AFTER, ' after taking effect'],
		['faults-hostile', HOSTILE, ''],
	]) {
		const order = ([label, fault]) => ({ ...scope(), ...fault, label: label + when });
		const add = (entry) => run(() => ask('faults', { method: 'POST', body: order(entry) }), 'Ordered.');
		byId(id).append(...faults.map((entry) => button(entry[0], () => add(entry))));
	}
	byId('callbacks').append(
		...CALLBACKS.map(([label, order]) => button(label, () => run(() => callBack(order)))),
	);
	byId('data').append(
		...DATA.map(([label, path, body]) =>
			button(label, () => run(() => ask(path, { method: 'POST', body }), 'Done.')),
		),
		button(
			'Start over',
			() => confirm('Forget all data, requests and faults?') && run(startOver, 'All is as at the start.'),
			'risky',
		),
	);
	byId('fault-scope').onsubmit = (event) => event.preventDefault();
	byId('callback-address').onsubmit = (event) => {
		event.preventDefault();
		const url = new FormData(event.target).get('url');
		run(() => setAddress(url), 'Callbacks go there now.');
	};
}

/** Shows the ordered faults and the tasks. It is called whenever the state is loaded. */
export async function showSide(state, refresh) {
	const [faults, settings] = await Promise.all([ask('faults'), ask('settings')]);
	byId('ordered-faults').replaceChildren(...faultItems(faults, refresh));
	byId('blacklist').replaceChildren(...blacklistItems(state.longlonglong.blacklist, refresh));
	byId('tasks').replaceChildren(...state.longlonglong.tasks.map((task) => taskItem(task, refresh)));
	const { url, task } = byId('callback-address').elements;
	const current = settings.callbackUrls.default;
	if (current) url.placeholder = current;
	fillTasks(task, state.longlonglong.tasks);
}

export function fillTasks(select, tasks, any) {
	const wanted = [...(any ? [['', any]] : []), ...tasks.map(({ id, name }) => [id, name])];
	if (select.options.length === wanted.length) return;
	const chosen = select.value;
	select.replaceChildren(...wanted.map(([value, label]) => make('option', { value }, label)));
	if (wanted.some(([value]) => value === chosen)) select.value = chosen;
}

/** A line of a list in the sidebar: a text, a note below it, and a button. */
function item(what, note, label, onclick) {
	return make('li', {}, make('span', {}, what, make('small', {}, note)), button(label, onclick));
}

function button(label, onclick, className = '') {
	return make('button', { type: 'button', className, onclick }, label);
}

function scope() {
	const form = new FormData(byId('fault-scope'));
	return {
		...(form.get('path') && { path: form.get('path') }),
		after: Number(form.get('after')),
		times: Number(form.get('times')),
	};
}

async function callBack(order) {
	const taskId = new FormData(byId('callback-address')).get('task');
	const { deliveries } = await ask('callbacks', { method: 'POST', body: { ...order, taskId } });
	const { outcome, status } = deliveries[0];
	if (outcome !== 'delivered')
		throw new Error(`Callback ${outcome}${status ? ` (the address answered ${status})` : ''}.`);
	return `Callback delivered in ${deliveries[0].durationMs} ms.`;
}

function setAddress(url) {
	return ask('settings', { method: 'PATCH', body: { callbackUrls: url ? { default: url } : {} } });
}

function startOver() {
	return ask('reset', { method: 'POST' });
}

/** The faults that can still fire, and one line for all others. */
function faultItems(faults, refresh) {
	const isSpent = ({ times, fired }) => times !== 'always' && fired >= times;
	const takeBack = (list) => () =>
		act(
			() => Promise.all(list.map(({ id }) => ask(`faults/${id}`, { method: 'DELETE' }))),
			'Taken back.',
			refresh,
		);
	const waiting = faults.filter((fault) => !isSpent(fault));
	const spent = faults.filter(isSpent);
	const items = waiting.map((fault) => item(...describeFault(fault), '✕', takeBack([fault])));
	if (waiting.length > 1) items.push(item('All of these', '', '✕', takeBack(waiting)));
	if (spent.length > 0)
		items.push(item('Spent', `${spent.length} struck as often as ordered`, '✕', takeBack(spent)));
	return items;
}

function describeFault(fault) {
	const where = [fault.method, fault.path ?? 'any path'].filter(Boolean).join(' ');
	const pass = fault.after > fault.seen ? `, ${fault.after - fault.seen} more to let pass` : '';
	return [fault.label ?? fault.kind, `${where}${pass}, struck ${fault.fired} of ${fault.times}`];
}

function blacklistItems(blacklist, refresh) {
	const listed = blacklist.filter(({ releaseAt }) => releaseAt > Date.now());
	const release = () => act(() => ask('blacklist', { method: 'DELETE' }), 'The blacklist is empty.', refresh);
	return listed.map(({ url, releaseAt }) => {
		const until = `on the blacklist until ${new Date(releaseAt).toLocaleTimeString('en-GB')}`;
		return item(url, until, 'Release', release);
	});
}

function taskItem(task, refresh) {
	const next = task.state === 'paused' ? 'running' : 'paused';
	const change = () =>
		act(() => ask(`tasks/${task.id}`, { method: 'PATCH', body: { state: next } }), `Task ${next}.`, refresh);
	const kind = `${task.kind}${task.isCallIn ? ', inbound' : ''}, ${task.state}, ${task.numbers} numbers`;
	return item(task.name, kind, next === 'running' ? 'Start' : 'Pause', change);
}

let hiding;

/** Runs an action, shows a notice with its result, and updates the page. */
async function act(work, said, refresh) {
	const notice = byId('notice');
	try {
		const result = await work();
		notice.textContent = said ?? result;
		notice.className = '';
	} catch (error) {
		notice.textContent = error.message;
		notice.className = 'bad';
	}
	notice.hidden = false;
	clearTimeout(hiding);
	hiding = setTimeout(() => (notice.hidden = true), 6000);
	await refresh();
}

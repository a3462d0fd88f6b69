/* global document, location, setTimeout, URLSearchParams */
import { ask } from './api.js';
import { byId, make } from './dom.js';
import { LISTS } from './lists.js';
import { fillTasks, setUpSide, showSide } from './side.js';

const POLL_MS = 1000;
const PORTION = 50;

/** The current view of the page. All other state is on the server. */
const view = { list: LISTS[0], limit: PORTION, open: new Set(), drawn: '', asked: '', live: true };

function setUp() {
	byId('address').textContent = location.origin;
	byId('tabs').append(...LISTS.map(tab));
	byId('search').oninput = () => refresh();
	byId('filters').onsubmit = (event) => event.preventDefault();
	byId('more').onclick = () => {
		view.limit += 4 * PORTION;
		return refresh();
	};
	byId('live').onclick = () => {
		view.live = !view.live;
		byId('live').ariaPressed = String(view.live);
		byId('live').textContent = view.live ? 'Live' : 'Paused';
	};
	setUpSide(refresh);
	choose(LISTS.find(({ what }) => `#${what}` === location.hash) ?? LISTS[0]);
	void poll();
}

function tab(list) {
	const count = make('span', { className: 'count', data: { count: list.what } });
	return make(
		'button',
		{ type: 'button', data: { what: list.what }, onclick: () => choose(list) },
		list.label,
		count,
	);
}

function choose(list) {
	Object.assign(view, { list, limit: PORTION, open: new Set(), drawn: '', asked: '' });
	for (const button of byId('tabs').children) button.ariaSelected = String(button.dataset.what === list.what);
	byId('search').value = '';
	byId('choices').replaceChildren(...(list.choices ?? []).map(choiceOf));
	location.replace(`#${list.what}`);
	void refresh();
}

function choiceOf({ name, any, values = [], labels = values }) {
	const options = [['', any], ...values.map((value, index) => [value, labels[index]])];
	return make(
		'select',
		{ name, ariaLabel: any, onchange: () => refresh() },
		...options.map(([value, label]) => make('option', { value }, label)),
	);
}

async function poll() {
	if (view.live && !document.hidden) await refresh();
	setTimeout(poll, POLL_MS);
}

/** Loads the state from the server, and updates the changed parts of the page. */
async function refresh() {
	try {
		const state = await ask('state');
		for (const list of LISTS) {
			document.querySelector(`[data-count="${list.what}"]`).textContent = list
				.count(state)
				.toLocaleString('en');
		}
		for (const { name, any, fromTasks } of view.list.choices ?? []) {
			if (fromTasks) fillTasks(byId('filters').elements[name], state.longlonglong.tasks, any);
		}
		await Promise.all([showSide(state, refresh), showList(state)]);
		byId('live').classList.remove('lost');
	} catch {
		byId('live').classList.add('lost');
		byId('live').textContent = 'Not reachable';
		return;
	}
	byId('live').textContent = view.live ? 'Live' : 'Paused';
}

async function showList(state) {
	const { list } = view;
	const query = new URLSearchParams({ limit: view.limit });
	if (byId('search').value) query.set('q', byId('search').value);
	for (const { name } of list.choices ?? []) {
		const { value } = byId('filters').elements[name];
		if (value) query.set(name, value);
	}
	const asked = `${list.what}?${query} ${state.version}`;
	if (asked === view.asked && !list.always) return;
	const found = await ask(`list/${list.what}?${query}`);
	if (list !== view.list) return; // Another list was chosen in the meantime.
	view.asked = asked;
	const text = JSON.stringify(found);
	if (text === view.drawn) return;
	view.drawn = text;
	draw(list, found);
}

function draw(list, { total, rows }) {
	byId('total').textContent = `${total.toLocaleString('en')} ${total === 1 ? 'row' : 'rows'}, newest first`;
	byId('more').hidden = rows.length >= total;
	const empty = byId('search').value ? 'Nothing fits the search.' : list.empty;
	byId('table').replaceChildren(rows.length ? table(list, rows) : make('p', { className: 'empty' }, empty));
}

function table(list, rows) {
	const headings = list.columns.map(([heading, , className]) =>
		make('th', { className: className.replace('mono', ''), scope: 'col' }, heading),
	);
	const body = make('tbody', {}, ...rows.flatMap((row) => rowsOf(list, row)));
	return make('table', {}, make('thead', {}, make('tr', {}, ...headings)), body);
}

function rowsOf(list, row) {
	const key = String(row.id ?? row.uniqueId);
	const cells = list.columns.map(([heading, cell, className]) =>
		make('td', cellProperties(heading, className), cell(row)),
	);
	const line = make('tr', { className: 'row', tabIndex: 0 }, ...cells);
	const detail = make(
		'tr',
		{ className: 'detail', hidden: true },
		make('td', { colSpan: list.columns.length }),
	);
	line.onclick = () => toggle(list, row, key, line, detail);
	line.onkeydown = (event) => event.key === 'Enter' && line.onclick();
	if (view.open.has(key)) void open(list, row, line, detail);
	return [line, detail];
}

/** Labels figures for a phone, where the table has no headings. */
function cellProperties(heading, className) {
	return { className, ...(className.includes('number') && { data: { label: heading } }) };
}

function toggle(list, row, key, line, detail) {
	if (view.open.delete(key)) {
		line.classList.remove('open');
		detail.hidden = true;
		return;
	}
	view.open.add(key);
	void open(list, row, line, detail);
}

async function open(list, row, line, detail) {
	const parts = list.detail ? await list.detail(row) : [make('pre', {}, JSON.stringify(row, undefined, 2))];
	detail.firstChild.replaceChildren(...parts.filter(Boolean));
	line.classList.add('open');
	detail.hidden = false;
}

setUp();

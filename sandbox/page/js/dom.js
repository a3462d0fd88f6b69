/* global document */

export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. What came over the wire only ever becomes text, never markup.
 * @param properties DOM properties; `data` becomes data attributes, `onclick` and the like listeners
 * @param children elements, texts, or nothing
 */
export function make(tag, { data, ...properties } = {}, ...children) {
	const element = document.createElement(tag);
	Object.assign(element, properties);
	Object.assign(element.dataset, data);
	element.append(...children.filter((child) => child !== undefined && child !== null));
	return element;
}

export function chip(text, kind = '') {
	return make('span', { className: `chip ${kind}` }, text);
}

/** @returns the time of today, or the day and time of another day. */
export function time(ms) {
	const date = new Date(ms);
	const clock = date.toLocaleTimeString('en-GB');
	return date.toDateString() === new Date().toDateString()
		? clock
		: `${date.toLocaleDateString('en-CA')} ${clock.slice(0, 5)}`;
}

/** Long ids are told apart by their beginnings; the whole one is in the details. */
export function shortened(text) {
	return text.replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '$1…');
}

/** JSON text, indented; any other text as it is. */
export function pretty(text) {
	try {
		// Parsing would spoil integers beyond 2^53, so text that has any is left alone.
		if (/\d{16}/.test(text)) return text;
		return JSON.stringify(JSON.parse(text), undefined, 2);
	} catch {
		return text;
	}
}

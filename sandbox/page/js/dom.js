/* global document */

export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. Data from requests always become text, never markup.
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

/** @returns the time, with the date unless it is today. */
export function time(ms) {
	const date = new Date(ms);
	const clock = date.toLocaleTimeString('en-GB');
	return date.toDateString() === new Date().toDateString()
		? clock
		: `${date.toLocaleDateString('en-CA')} ${clock.slice(0, 5)}`;
}

/** Shortens a long id to its beginning. The details show the whole id. */
export function shortened(text) {
	return text.replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '$1…');
}

/** Indents JSON text. Any other text is returned as it is. */
export function pretty(text) {
	try {
		// Parsing would change integers beyond 2^53, so text with such integers is not indented.
		if (/\d{16}/.test(text)) return text;
		return JSON.stringify(JSON.parse(text), undefined, 2);
	} catch {
		return text;
	}
}

import type { garblingOf } from '../../../nodes/rows/garbled';

it('a Node.js that knows no GB18030 loads the node all the same, and finds the other mistakes', () => {
	const known = globalThis.TextDecoder;
	globalThis.TextDecoder = class {
		constructor() {
			throw new RangeError('The "gb18030" encoding is not supported');
		}
	} as unknown as typeof TextDecoder;
	try {
		jest.isolateModules(() => {
			const garbled = jest.requireActual<{ garblingOf: typeof garblingOf }>('../../../nodes/rows/garbled');
			expect(garbled.garblingOf('濮撳悕')).toBeUndefined();
			expect(garbled.garblingOf('�ֻ�')).toBe('other');
		});
	} finally {
		globalThis.TextDecoder = known;
	}
});

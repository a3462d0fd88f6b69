/** Why a value does not fit its field; the text completes "'Birthday' …". */
export class Misfit {
	constructor(
		readonly text: string,
		readonly code = 'wrongType',
	) {}
}

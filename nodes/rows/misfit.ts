/** The reason why a value does not fit its field. The text completes "'Birthday' …". */
export class Misfit {
	constructor(
		readonly text: string,
		readonly code = 'wrongType',
	) {}
}

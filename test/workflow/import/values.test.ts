import { refusal, runImport, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

/** Rule 1, seen from the data: values come in the forms that people and programs have them in. */
const sandbox = useSandbox();

it.each(OPERATIONS)(
	'$name: an unknown zone in the credential is refused before anything is sent',
	async (operation) => {
		const error = await refusal(operation, sandbox.current, { credential: { platformTimezone: 'Beijing' } });
		expect(error?.message).toBe("'Platform Time Zone' of the credential is no time zone: Beijing");
		expect(error?.description).toContain('Asia/Shanghai');
	},
);

it.each(OPERATIONS)('$name: finds columns by the names that people give them', async (operation) => {
	const { row, wire } = operation.headings;
	const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
	const { sent } = await runImport(operation, sandbox.current, { rows: [row], mapping });
	expect(sent).toEqual([[wire]]);
});

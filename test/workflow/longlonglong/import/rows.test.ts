import { contacts, countBy, runImport, useSandbox } from '../../import/importing';
import { CUSTOMER_IMPORT, LONGLONGLONG_IMPORTS, NUMBER_ADD } from '../../import/records/longlonglong';
import { rowsOf, SOUND_FILE, warningsOf } from '../../import/wrongFiles';

const sandbox = useSandbox();

it('a phone can come as number, with letters or empty in one import, and each row says so', async () => {
	const { success, failed } = await runImport(CUSTOMER_IMPORT, sandbox.current, {
		rows: [{ mobile: 13800000000 }, { mobile: '1380000ABCD' }, { mobile: '' }],
	});
	expect(success).toMatchObject([{ mobile: 13800000000, status: 'accepted' }]);
	expect(failed.map(({ reasonCode }) => reasonCode)).toEqual(['notAPhone', 'required']);
});

describe('Longlonglong Task Number: add without Skip Refused Rows', () => {
	it('is never split, because the user wants a request to be refused as a whole', async () => {
		sandbox.current.settings.refusedRows.push({ field: 'name', pattern: '^bad', code: 4712, message: 'no' });
		const options = { skipError: false, batchSize: 10, batchesAtOnce: 1 };
		const rows = contacts(20).map((row, index) => (index === 15 ? { ...row, person: 'bad' } : row));
		const { failed, requests } = await runImport(NUMBER_ADD, sandbox.current, { rows, options });
		expect([countBy(failed, 'batch'), requests.length]).toEqual([{ 1: 10 }, 2]);
		expect(requests[0]?.body.toString()).toContain('"skip_error":false');
	});
});

it('a file with encrypted phones is no reason for a warning', async () => {
	const rows = rowsOf(SOUND_FILE).map((row, index) => ({
		...row,
		手机号码: `aGVsbG8${index}gd29ybGQ=`,
	}));
	expect(
		await warningsOf(CUSTOMER_IMPORT, sandbox.current, {
			rows,
			value: CUSTOMER_IMPORT.soundFile,
			options: { encryption: true },
		}),
	).toEqual([]);
});

it.each(LONGLONGLONG_IMPORTS)('$name: a wrong clock changes nothing', async (operation) => {
	sandbox.current.settings.clockOffsetMs = 600_000;
	const { success, hints } = await runImport(operation, sandbox.current, { rows: contacts(2) });
	expect([success.length, hints.length]).toEqual([2, 1]);
});

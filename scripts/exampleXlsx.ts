import { unzipSync, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

/**
 * Writes contacts as a typical Excel workbook: a cover sheet, a merged title above the column names, empty rows
 * between the contacts, and cells with Excel's own types.
 */

/** The sheet with the contacts, which comes after a cover sheet. */
export const CONTACT_SHEET = '客户';
/** The row with the column names, which is the second one, below the merged title. */
export const HEADER_ROW = 2;

const EMPTY_ROW_AFTER = 250;
/** The time of each entry in the zip file. It is fixed, so that every run makes the same bytes. */
const ZIPPED_AT = new Date(2025, 5, 30, 9, 0, 0);

const DATE = /^(\d{4})[-/](\d\d)[-/](\d\d)(?: (\d\d:\d\d))?$/;
/** A text that Excel stores as a number: digits without a leading zero, 15 at most. */
const NUMBER = /^[1-9]\d{0,14}$/;

interface Cell {
	value: string | number | Date;
	type?: StringConstructor;
	format?: string;
}

const text = (value: string): Cell => ({ value, type: String });

/** The cell that Excel makes of a typed value: a number, a day number with a date format, or text. */
function cellOf(typed: string): Cell | null {
	if (typed === '') return null;
	if (NUMBER.test(typed)) return { value: Number(typed) };
	const [, year, month, day, time] = DATE.exec(typed) ?? [];
	if (year === undefined) return text(typed);
	return {
		value: new Date(`${year}-${month}-${day}T${time ?? '00:00'}Z`),
		format: time === undefined ? 'yyyy-mm-dd' : 'yyyy/m/d h:mm',
	};
}

/**
 * Makes the bytes of the workbook, which are the same in every run.
 * @param columns the column names, in their order
 */
export async function contactsXlsx<Column extends string>(
	columns: readonly Column[],
	contacts: ReadonlyArray<Record<Column, string>>,
): Promise<Uint8Array> {
	const title = {
		...text('客户资料导出（2025-06-30）'),
		columnSpan: columns.length,
		fontWeight: 'bold' as const,
	};
	const rows: Array<Array<Cell | null>> = [[title], columns.map(text)];
	for (const [index, contact] of contacts.entries()) {
		if (index > 0 && index % EMPTY_ROW_AFTER === 0) rows.push([], []);
		rows.push(columns.map((column) => cellOf(contact[column])));
	}
	const cover = [[text('本文件由 CRM 导出')], [text(`客户资料在“${CONTACT_SHEET}”工作表`)]];
	const workbook = await writeXlsxFile([
		{ sheet: '说明', data: cover },
		{ sheet: CONTACT_SHEET, data: rows },
	]).toBuffer();
	return zipSync(unzipSync(workbook), { mtime: ZIPPED_AT });
}

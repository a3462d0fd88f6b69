import { unzipSync, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

/**
 * Writes contacts as an Excel workbook of the kind that people send around: a cover sheet, a merged title above the column names, empty rows
 * between the contacts, and cells with Excel's own types.
 */

/** The sheet with the contacts; a cover sheet stands before it. */
export const CONTACT_SHEET = '客户';
/** The column names stand in the second row, below the merged title. */
export const HEADER_ROW = 2;

const EMPTY_ROW_AFTER = 250;
/** A zip file carries the time of each entry. A fixed one gives the same bytes in every run. */
const ZIPPED_AT = new Date(2025, 5, 30, 9, 0, 0);

const DATE = /^(\d{4})[-/](\d\d)[-/](\d\d)(?: (\d\d:\d\d))?$/;
/** What Excel keeps as a number when it is typed: digits without a leading zero, 15 at most. */
const NUMBER = /^[1-9]\d{0,14}$/;

interface Cell {
	value: string | number | Date;
	type?: StringConstructor;
	format?: string;
}

const text = (value: string): Cell => ({ value, type: String });

/** A cell as Excel keeps what was typed: a number, a day number with a date format, or text. */
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
 * The workbook as bytes, the same ones in every run.
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

/**
 * The clicks of each step of the walks. The walks in Chromium count them (walks.test.ts, uploadForm.test.ts), and the pages may name no other
 * numbers (test/unit/docExamples.test.ts).
 */
export const CLICKS = {
	/** docs/first-import.md: from the log-in over an empty workflow to the rows that failed. */
	newWorkflow: [3, 3, 4, 4, 5, 3, 2, 1, 1, 1],
	/** docs/README.zh-CN.md: the same with the first example. */
	firstExample: [3, 1, 3, 4, 2, 2, 1, 1, 1],
	/** The upload form with an Excel file whose contacts are on another sheet, below a title: choose, check, import. */
	uploadedWorkbook: [3, 1, 2],
	/** The same with a file that has its column names in the first row. */
	uploadedFile: [1, 1, 2],
};

export const total = (steps: readonly number[]): number => steps.reduce((sum, clicks) => sum + clicks, 0);

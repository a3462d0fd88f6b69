/**
 * Lets simulated time pass until no timer is left, and gives the result of `work`. Work that is still pending then would never end: it
 * fails at once instead of running into the time limit of its test.
 */
export async function resultInFakeTime<Result>(work: Promise<Result>): Promise<Result> {
	await jest.runAllTimersAsync();
	return await Promise.race([work, Promise.reject(new Error('It would never end.'))]);
}

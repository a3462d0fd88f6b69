import { timezoneOfRegion } from '../../../nodes/nxlink/access/regions';

it.each([
	['hk', 'Asia/Hong_Kong'],
	['chl', 'America/Santiago'],
	['idn', 'Asia/Jakarta'],
	['custom', 'Asia/Shanghai'],
])('the clock of region %s is that of %s', (region, timezone) => {
	expect(timezoneOfRegion({ region })).toBe(timezone);
});

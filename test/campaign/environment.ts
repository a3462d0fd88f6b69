import { TestEnvironment } from 'jest-environment-node';

/** Jest gives tests a copy of the environment variables; the machine's time zone changes only with the real one. */
export default class MachineEnvironment extends TestEnvironment {
	private readonly zone = process.env.TZ;

	override async setup(): Promise<void> {
		await super.setup();
		this.global.setMachineZone = setMachineZone;
	}

	override async teardown(): Promise<void> {
		setMachineZone(this.zone);
		await super.teardown();
	}
}

function setMachineZone(zone: string | undefined): void {
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
}

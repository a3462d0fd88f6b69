import type { IDataObject } from 'n8n-workflow';
import type { Rest } from './rest';

export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

/** A data table to be created. */
export interface DataTableOrder {
	name: string;
	columns: DataTableColumn[];
}

export interface DataTable {
	id: string;
	name: string;
}

/** The data tables in the personal project of the signed-in user. */
export class DataTables {
	private constructor(
		private readonly rest: Rest,
		private readonly path: string,
	) {}

	static async open(rest: Rest): Promise<DataTables> {
		const project = await rest.call<{ id: string }>('GET', '/projects/personal');
		return new DataTables(rest, `/projects/${project.id}/data-tables`);
	}

	async list(): Promise<DataTable[]> {
		const page = await this.rest.call<{ data: DataTable[] }>('GET', this.path);
		return page.data;
	}

	async create(order: DataTableOrder): Promise<DataTable> {
		return await this.rest.call('POST', this.path, order);
	}

	/** Creates the tables whose names do not exist yet. */
	async provide(orders: readonly DataTableOrder[]): Promise<void> {
		if (orders.length === 0) return;
		const names = new Set((await this.list()).map(({ name }) => name));
		for (const order of orders) {
			if (!names.has(order.name)) await this.create(order);
			names.add(order.name);
		}
	}

	async insert(id: string, rows: IDataObject[]): Promise<void> {
		await this.rest.call('POST', `${this.path}/${id}/insert`, { data: rows });
	}

	/** The first rows of a table. @param take maximum number of rows */
	async rows(id: string, take = 250): Promise<IDataObject[]> {
		const page = await this.rest.call<{ data: IDataObject[] }>('GET', `${this.path}/${id}/rows?take=${take}`);
		return page.data;
	}
}

import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import type { Column } from './columns';
import { importOf, rowSettingOf } from './drawnImports';
import type { Plan } from './plan';

/** The columns of a plan, beside phone and name. */
function ownColumns({ operation, options, zone, columns }: Plan): Column[] {
	return rowSettingOf(operation, options, zone).columns.filter(({ key }) => columns.includes(key));
}

/** The account's own columns, as the panel stores them; only by them does a mapping by names know these columns. */
function schemaOf(columns: Column[]): ResourceMapperField[] {
	return columns
		.filter((column): column is Column & Required<Pick<Column, 'type'>> => column.type !== undefined)
		.map(({ key, id, type }) => ({
			id,
			displayName: key,
			required: false,
			defaultMatch: false,
			display: true,
			type,
		}));
}

/** The `columns` parameter of a plan. */
export function mappingOf(plan: Plan): IDataObject {
	const columns = ownColumns(plan);
	const base = Object.entries(importOf(plan.operation).baseColumns).map(([key, id]) => ({ key, id }));
	const value = [...base, ...columns].map(({ key, id }) => [id, `={{ $json.${key} }}`]);
	return {
		mappingMode: plan.mappingMode,
		value: plan.mappingMode === 'defineBelow' ? Object.fromEntries(value) : null,
		matchingColumns: [],
		schema: schemaOf(columns) as unknown as IDataObject[],
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	} as IDataObject;
}

import { findSpecialTable, specialTables } from '../engine/cloud-control/special-tables/index.ts';
import type { SpecialTableNames } from '../engine/special-table-names.ts';

/** The special tables of AWS Cloud Control. */
export const specialTableNames: SpecialTableNames = {
  names: specialTables.map((table) => table.name),
  columnsOf: (name) => findSpecialTable(name.split('.'))?.columns.map((column) => column.name),
};

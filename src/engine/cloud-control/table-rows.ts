import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { BoundTable, TableColumn } from './bind/bound.ts';
import { tableName, toSql } from './to-sql.ts';
import type { SqlTable } from './sqlite.ts';

/** A resource as a statement sees it. */
export interface TableRow {
  readonly region: string;
  /** As it was asked for, so that the statement's own condition holds; in a list as the cloud has it. */
  readonly identifier: string;
  /** Of a special table: a member per column. */
  readonly properties: JsonObject;
  /** What a list was asked with: an item may leave out what is true of all items. Of a special table its parameters. */
  readonly model: JsonObject;
}

/** A table reference with its rows. */
export interface LoadedTable {
  readonly table: BoundTable;
  readonly rows: readonly TableRow[];
}

export function sqlTable({ table, rows }: LoadedTable): SqlTable {
  return {
    name: tableName(table.index),
    columns: table.columns.map((column) => column.name),
    rows: rows.map((row) => table.columns.map((column): SqlValue => toSql(cellOf(table, column, row)))),
  };
}

/** The JSON that a column has in a row; null where there is none. */
export function cellOf(table: BoundTable, column: TableColumn, row: TableRow): Json {
  switch (column.from.kind) {
    case 'region':
      return row.region;
    case 'identifier':
      return row.identifier;
    case 'request': {
      if (table.kind === 'special') return null;
      const value = column.from.parameter === 'RoleArn' ? table.roleArn : table.typeVersionId;
      return typeof value === 'string' ? value : null;
    }
    case 'field': {
      // What was asked with stands as it was written, so that the statement's own condition holds.
      const { name } = column.from;
      if (Object.hasOwn(row.model, name)) return row.model[name] ?? null;
      return Object.hasOwn(row.properties, name) ? (row.properties[name] ?? null) : null;
    }
    case 'property': {
      const { path } = column.from;
      return memberAt(row.properties, path) ?? memberAt(row.model, path) ?? identifierPart(table, column, row) ?? null;
    }
  }
}

function memberAt(object: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const part of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** A list may tell identifiers without properties; its columns are the parts then. */
function identifierPart(table: BoundTable, column: TableColumn, row: TableRow): string | undefined {
  if (table.kind === 'special' || table.shape !== 'list' || column.from.kind !== 'property') return undefined;
  const { path } = column.from;
  const index = table.type.identifier.findIndex((candidate) => candidate.join('/') === path.join('/'));
  const parts = table.type.identifier.length === 1 ? [row.identifier] : row.identifier.split('|');
  return index >= 0 && parts.length === table.type.identifier.length ? parts[index] : undefined;
}

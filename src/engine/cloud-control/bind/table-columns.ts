import { pathColumnName } from '../../../resource-types/naming/column-name.ts';
import type { Property, PropertyPath, ResourceType } from '../../../resource-types/resource-type.ts';
import { secretsUnder } from '../../../resource-types/secret-path.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import type { RequestParameter, TableColumn } from './table-column.ts';

/**
 * The columns of `SELECT *`, in order: `region`, `Identifier` and every property; of a list `region` and the parts of the identifier.
 */
export function shownColumns(type: ResourceType, shape: 'full' | 'list'): readonly TableColumn[] {
  if (shape === 'list') return distinct([regionColumn, ...type.identifier.map((path) => pathColumn(type, path))]);
  return distinct([
    regionColumn,
    identifierColumn,
    ...type.properties.map((property) => pathColumn(type, [property.name])),
  ]);
}

/** Columns that exist where they are named, but not in `SELECT *`. */
export function hiddenColumns(type: ResourceType, shape: 'full' | 'list'): readonly TableColumn[] {
  const parameters = requestParameters
    .filter((parameter) => !type.properties.some((property) => property.name === parameter))
    .map((parameter): TableColumn => {
      return { name: parameter, from: { kind: 'request', parameter }, property: undefined, secrets: [] };
    });
  if (shape === 'full') return parameters;
  return [identifierColumn, ...type.listRequires.map((name) => pathColumn(type, [name])), ...parameters];
}

/**
 * The columns of the table of a type's tags: those of the type, and the key and the value of one tag. The list of all tags is there where it is
 * named, so that `json_group_object(tag_key, tag_value) AS tags` is what `tags` means.
 */
export function tagsColumns(type: ResourceType): {
  readonly shown: readonly TableColumn[];
  readonly hidden: readonly TableColumn[];
} {
  const all = shownColumns(type, 'full');
  const isAll = (column: TableColumn): boolean => column.property?.name === type.tagProperty;
  return {
    shown: distinct([
      ...all.filter((column) => !isAll(column)),
      fieldColumn('tag_key', ['string']),
      fieldColumn('tag_value', ['string']),
    ]),
    hidden: [...all.filter(isAll), ...hiddenColumns(type, 'full')],
  };
}

/** The columns of a special table; its parameters are columns too, and `region` is one that need not be shown. */
export function specialColumns(table: SpecialTable): {
  readonly shown: readonly TableColumn[];
  readonly hidden: readonly TableColumn[];
} {
  const shown = table.columns.map((column) => fieldColumn(column.name, column.types));
  const names = new Set(shown.map((column) => column.name));
  const others = [
    ...(table.hidden ?? []).map((column) => fieldColumn(column.name, column.types)),
    ...table.parameters.map((parameter) => fieldColumn(parameter.name, ['string'])),
    regionColumn,
  ];
  return { shown, hidden: distinct(others.filter((column) => !names.has(column.name))) };
}

function fieldColumn(name: string, types: Property['types']): TableColumn {
  if (name === 'region') return regionColumn;
  return { name, from: { kind: 'field', name, types }, property: undefined, secrets: [] };
}

const requestParameters: readonly RequestParameter[] = ['RoleArn', 'TypeVersionId'];

/**
 * The column that a name means: `region` and `Identifier` are the request's, else a property as CloudFormation writes it, else a column in
 * any case, else a property's letters without regard to case and underscores.
 */
export function findColumn(columns: readonly TableColumn[], name: string): TableColumn | undefined {
  const found = foundColumns.get(columns) ?? new Map<string, TableColumn | undefined>();
  foundColumns.set(columns, found);
  if (!found.has(name)) found.set(name, lookForColumn(columns, name));
  return found.get(name);
}

/** What was found in the columns of a type: statements ask for the same ones again and again. */
const foundColumns = new WeakMap<readonly TableColumn[], Map<string, TableColumn | undefined>>();

function lookForColumn(columns: readonly TableColumn[], name: string): TableColumn | undefined {
  const wanted = name.toLowerCase();
  const whole = columns.filter(isWhole);
  return (
    columns.find((column) => isRequests(column) && column.name.toLowerCase() === wanted) ??
    whole.find((column) => column.property?.name === name) ??
    columns.find((column) => column.name.toLowerCase() === wanted) ??
    whole.find((column) => lettersOf(column.property?.name ?? '') === lettersOf(name))
  );
}

/** What two spellings of one property have in common. */
export function lettersOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Every spelling of the columns, for "did you mean". */
export function spellings(columns: readonly TableColumn[]): readonly string[] {
  return columns.flatMap((column) =>
    column.property === undefined || !isWhole(column) ? [column.name] : [column.name, column.property.name],
  );
}

/** Whether SQLite finds the column by this name. */
export function isSpelled(name: string, column: TableColumn): boolean {
  return name.toLowerCase() === column.name.toLowerCase();
}

function isRequests(column: TableColumn): boolean {
  return column.from.kind === 'region' || column.from.kind === 'identifier';
}

/** A nested identifier is not the property that holds it. */
function isWhole(column: TableColumn): boolean {
  return column.from.kind === 'property' && column.from.path.length === 1;
}

const regionColumn: TableColumn = { name: 'region', from: { kind: 'region' }, property: undefined, secrets: [] };
const identifierColumn: TableColumn = {
  name: 'Identifier',
  from: { kind: 'identifier' },
  property: undefined,
  secrets: [],
};

function pathColumn(type: ResourceType, path: PropertyPath): TableColumn {
  const property = type.properties.find((candidate) => candidate.name === path[0]);
  const name = path.length === 1 && property !== undefined ? property.column : pathColumnName(path, type.typeName);
  return { name, from: { kind: 'property', path }, property, secrets: path.reduce(secretsUnder, type.secret) };
}

/** SQLite does not tell names apart that differ by case alone; the first one stays. */
function distinct(columns: readonly TableColumn[]): readonly TableColumn[] {
  const names = new Set<string>();
  return columns.filter((column) => {
    const name = column.name.toLowerCase();
    if (names.has(name)) return false;
    names.add(name);
    return true;
  });
}

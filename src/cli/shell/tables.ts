import { specialTableNames } from '../../api/special-table-names.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { ShownRows } from '../../report/formats/result-format.ts';
import { globOf } from '../../base/glob.ts';
import { parseResourceName } from '../../resource-types/parse-resource-name.ts';
import type { Property, Registry } from '../../resource-types/resource-type.ts';
import { suggestType } from '../../resource-types/suggest-type.ts';

/** Every name that may stand in FROM. */
export function tableNames(registry: Registry): readonly string[] {
  return ownNames(registry).flatMap((name) =>
    specialTableNames.columnsOf(name) === undefined ? [name, `${name}_list_only`] : [name],
  );
}

/** The columns of a table in their order, those of the request first. */
export function columnNames(table: string, registry: Registry): readonly string[] {
  const special = specialTableNames.columnsOf(table);
  if (special !== undefined) return special;
  const { type } = parseResourceName(registry, table.split('.'));
  return type === undefined ? [] : ['region', 'Identifier', ...type.properties.map((property) => property.column)];
}

/** The services, and how many tables each has. */
export function describeServices(registry: Registry): ShownRows {
  const counts = new Map<string, number>();
  for (const name of ownNames(registry)) {
    const service = name.split('.').slice(0, 2).join('.');
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return { columns: ['service', 'tables'], rows: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** The tables of a service, or whose names a pattern matches. */
export function describeTables(pattern: string, registry: Registry): ShownRows {
  const finders = [pattern, `${pattern}.*`, `awscc.${pattern}.*`, `awscc.${pattern}`].map(globOf);
  const rows = [...ownNames(registry)]
    .sort()
    .filter((name) => finders.some((finder) => finder.test(name)))
    .map((name) => [name, registry.find(name)?.typeName ?? null]);
  return { columns: ['table', 'type'], rows };
}

/** The columns of a table, which may be named in short; or why it cannot be said. */
export function describeColumns(name: string, registry: Registry): ShownRows | string {
  const [table, ...others] = tablesNamed(name, registry);
  if (table === undefined) {
    const near = nearTable(name, registry);
    return `there is no table ${name}${near === undefined ? '' : `; ${near}`}`;
  }
  if (others.length > 0) return `there are several tables ${name}: ${[table, ...others].join(', ')}`;
  const { type } = parseResourceName(registry, table.split('.'));
  if (type === undefined) return { columns: ['column'], rows: columnNames(table, registry).map((column) => [column]) };
  return {
    columns: ['column', 'property', 'type', 'notes'],
    rows: type.properties.map((property) => [
      property.column,
      property.name,
      property.types.join(' or '),
      notesOf(property),
    ]),
  };
}

function notesOf(property: Property): string {
  const notes = [
    [property.required, 'required'],
    [property.readOnly, 'read-only'],
    [property.createOnly, 'create-only'],
    [property.writeOnly, 'write-only'],
    [property.secret, 'secret'],
  ] as const;
  return notes.flatMap(([holds, note]) => (holds ? [note] : [])).join(', ');
}

/** The tables that a name means: whole, without `awscc.`, the last part alone, or the name of the type. */
function tablesNamed(name: string, registry: Registry): readonly string[] {
  const isTable = columnNames(name, registry).length > 0;
  if (isTable) return [name];
  const ofType = registry.find(name)?.statementName;
  return ofType === undefined ? tableNames(registry).filter((table) => table.endsWith(`.${name}`)) : [ofType];
}

/** Who leaves out the service has misspelt the last part of a name. */
function nearTable(name: string, registry: Registry): string | undefined {
  const names = tableNames(registry);
  if (!name.includes('.')) {
    return didYouMean(
      name,
      names.map((table) => table.split('.').at(-1) ?? table),
    );
  }
  const suggestion = suggestType(name, names);
  return suggestion.kind === 'name' ? `did you mean "${suggestion.name}"?` : undefined;
}

function ownNames(registry: Registry): readonly string[] {
  return [...registry.statementNames(), ...specialTableNames.names];
}

import type { Parsed } from '../../../diagnostics/diagnostic.ts';
import type { SelectStatement } from '../../../query/statement.ts';
import type { Value } from '../../../values/value.ts';
import type { ReadOperation, ReadSource } from '../../operation.ts';
import { bindSelect } from './bind-select.ts';
import type { BindContext, BoundSelect, BoundTable, ParameterSource } from './bound.ts';

/** A read of this engine: it keeps what its names were resolved to. */
export interface BoundRead extends ReadOperation {
  readonly select: BoundSelect;
}

export function bindRead(statement: SelectStatement, context: BindContext): Parsed<BoundRead> {
  const { value: select, diagnostics } = bindSelect(statement, context);
  if (select === undefined) return { value: undefined, diagnostics };
  const { text, at } = statement;
  return { value: { kind: 'read', text, at, statement, sources: sourcesOf(select), select }, diagnostics };
}

/** What a read was bound to; one that another binder made is bound here. */
export function boundReadOf(operation: ReadOperation, context: BindContext): Parsed<BoundRead> {
  // Nobody else gives operations such a member.
  if ('select' in operation) return { value: operation as BoundRead, diagnostics: [] };
  return bindRead(operation.statement, context);
}

function sourcesOf({ tables, scope }: BoundSelect): readonly ReadSource[] {
  const named = new Map<number, Set<string>>();
  for (const block of scope.statement.blocks) {
    for (const use of block.uses) {
      const meaning = scope.resolve(use, block);
      if (meaning.kind !== 'column' || meaning.column.from.kind !== 'property') continue;
      const [name = ''] = meaning.column.from.path;
      const names = named.get(meaning.table.index) ?? new Set<string>();
      named.set(meaning.table.index, names.add(name));
    }
  }
  return tables.map((table) => sourceOf(table, named.get(table.index) ?? new Set()));
}

function sourceOf(table: BoundTable, properties: ReadonlySet<string>): ReadSource {
  const parameters: readonly (readonly [string, ParameterSource | undefined])[] =
    table.kind === 'resources' ? [...table.model, ['Identifier', table.identifier]] : [...table.parameters];
  return {
    name: table.reference.name.text,
    type: table.kind === 'resources' ? table.type : undefined,
    regions: valuesOf(table.region),
    properties,
    parameters: new Map(
      parameters.flatMap(([name, source]): readonly [string, readonly Value[]][] => {
        const values = source === undefined ? undefined : valuesOf(source);
        return values === undefined ? [] : [[name, values]];
      }),
    ),
  };
}

function valuesOf(source: ParameterSource): readonly Value[] | undefined {
  return source.kind === 'constant' ? source.values : undefined;
}

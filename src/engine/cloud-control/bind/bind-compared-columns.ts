import { count } from '../../../base/text.ts';
import { mistake, warning, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Block, ColumnUse } from '../../../query/statement.ts';
import type { CallExpression, Expression } from '../../../query/tree.ts';
import { arnProperties } from '../../../resource-types/comparison/own-account.ts';
import { matchesAny } from '../../../resource-types/match-path.ts';
import type { PropertyPath, ResourceType } from '../../../resource-types/resource-type.ts';
import { isKnown, reveal } from '../../../values/reading.ts';
import { asDeclared, describeColumn } from '../../functions/as-declared.ts';
import { OutputSources, type CellSource } from '../output-sources.ts';
import { quoteName } from '../quote-name.ts';
import type { BoundSelect, BoundTable, HiddenInput, TableColumn } from './bound.ts';

interface ComparedColumns {
  readonly hidden: ReadonlyMap<CallExpression, readonly HiddenInput[]>;
  readonly diagnostics: readonly Diagnostic[];
}

type Bound = Pick<BoundSelect, 'statement' | 'scope' | 'tables'>;

/** Finds which property each `as_declared(column, value)` is about, through aliases, derived tables, CTEs and joins. */
export function bindComparedColumns(bound: Bound): ComparedColumns {
  const hidden = new Map<CallExpression, readonly HiddenInput[]>();
  const diagnostics: Diagnostic[] = [];
  const lineage = new OutputSources(bound);
  for (const { node, block: id } of bound.statement.calls) {
    const block = bound.scope.block(id);
    if (node.name.name.toLowerCase() !== asDeclared.name || block === undefined) continue;
    const [column, value, ...others] = node.inputs;
    if (column === undefined || value === undefined || others.length > 0 || node.isStar) {
      diagnostics.push(
        wrongInputs(node, `as_declared takes a column and a value, not ${count(node.inputs.length, 'argument')}`),
      );
      continue;
    }
    const use = columnIn(column);
    const property = use === undefined ? 'computed' : propertyOf(bound, lineage, use, block);
    if (property === 'unknown') continue;
    if (property === 'computed' || use === undefined) {
      diagnostics.push(wrongInputs(column, 'the first argument of as_declared is not a property of a resource'));
      continue;
    }
    const { type, path } = property;
    if (matchesAny(type.writeOnly, path)) {
      const name = path.join('.');
      diagnostics.push(
        warning(
          'sql/as-declared',
          `a read does not return ${name} of ${type.typeName}, so as_declared cannot compare it`,
          {
            at: column.at,
            help: 'leave it out of the statement',
          },
        ),
      );
    }
    hidden.set(node, [{ kind: 'value', value: describeColumn(type, path) }, ...whereItIs(bound, use, block, property)]);
  }
  return { hidden, diagnostics };
}

function wrongInputs({ at }: Pick<Expression, 'at'>, message: string): Diagnostic {
  return mistake('sql/as-declared', message, { at, help: 'write a column and a value: as_declared(tags, …)' });
}

function columnIn(expression: Expression): ColumnUse | undefined {
  if (expression.kind === 'nested') return columnIn(expression.inner);
  return expression.kind === 'column' ? expression : undefined;
}

/** A column as the property that it shows. */
export interface ComparedProperty {
  readonly type: ResourceType;
  readonly path: PropertyPath;
  readonly table: BoundTable;
}

/** The property behind a column; `computed` where there is none, `unknown` where the name is a mistake that is told elsewhere. */
export function propertyOf(
  bound: Bound,
  lineage: OutputSources,
  use: ColumnUse,
  block: Block,
): ComparedProperty | 'computed' | 'unknown' {
  const meaning = bound.scope.resolve(use, block);
  if (meaning.kind === 'no-such-column' || meaning.kind === 'no-such-table') return 'unknown';
  if (meaning.kind === 'ambiguous' && !meaning.isShared) return 'unknown';
  const properties = sourcesOf(bound, lineage, use, block).map(propertyIn);
  const [first, ...others] = properties;
  if (first === undefined) return 'computed';
  // The operands of a UNION may have the same property each.
  return others.every((other) => other?.type === first.type && other.path.join('/') === first.path.join('/'))
    ? first
    : 'computed';
}

function sourcesOf({ scope }: Bound, lineage: OutputSources, use: ColumnUse, block: Block): readonly CellSource[] {
  const meaning = scope.resolve(use, block);
  if (meaning.kind !== 'output' || meaning.block.id !== block.id) return lineage.sourcesOf(use, block);
  // An alias of the same select list.
  const index = block.outputs.findIndex(({ name }) => name.toLowerCase() === meaning.name.toLowerCase());
  return lineage.sourcesOfOutput(block, index);
}

function propertyIn(source: CellSource): ComparedProperty | undefined {
  if (source.kind !== 'column' || source.table.kind !== 'resources') return undefined;
  const { table, column } = source;
  return column.from.kind === 'property' ? { type: table.type, path: column.from.path, table } : undefined;
}

/** The region of the row and an ARN of the resource: where the table is in reach its columns, else what the request says of the region. */
function whereItIs(
  { scope }: Bound,
  use: ColumnUse,
  block: Block,
  { type, table }: ComparedProperty,
): readonly HiddenInput[] {
  const meaning = scope.resolve(use, block);
  const alias = meaning.kind === 'column' ? meaning.table.alias : undefined;
  const onlyRegion = onlyRegionOf(table);
  const arns = new Set(arnProperties(type));
  const arn = table.columns.find(({ property }) => property !== undefined && arns.has(property.name));
  const region = table.columns.find(({ from }) => from.kind === 'region');
  const inRow = (column: TableColumn | undefined): HiddenInput =>
    column === undefined || alias === undefined
      ? { kind: 'value', value: null }
      : { kind: 'column', table: table.index, column, code: `${quoteName(alias)}.${quoteName(column.name)}` };
  return [onlyRegion === undefined ? inRow(region) : { kind: 'value', value: onlyRegion }, inRow(arn)];
}

/** The region that all rows of a table are from, where it is known. */
export function onlyRegionOf({ region }: BoundTable): string | undefined {
  if (region.kind !== 'constant' || region.values.length !== 1) return undefined;
  const [value] = region.values;
  const plain = value === undefined || !isKnown(value) ? undefined : reveal(value);
  return typeof plain === 'string' ? plain : undefined;
}

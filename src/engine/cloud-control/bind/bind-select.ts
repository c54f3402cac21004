import { didYouMean } from '../../../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import { enumerate } from '../../../base/text.ts';
import { unreachable } from '../../../base/unreachable.ts';
import type { Block, ColumnUse, Literal, SelectStatement } from '../../../query/statement.ts';
import { withoutParentheses } from '../../../query/reading/expression-parts.ts';
import type { Expression, SelectItem } from '../../../query/tree.ts';
import { statementName, tagsTableName } from '../../../resource-types/naming/statement-name.ts';
import type { Property } from '../../../resource-types/resource-type.ts';
import type { Value } from '../../../values/value.ts';
import { quoteName } from '../quote-name.ts';
import { bindComparedColumns } from './bind-compared-columns.ts';
import { bindParameters } from './bind-parameters.ts';
import { bindSpecialParameters } from './bind-special-parameters.ts';
import type { BindContext, BoundSelect, BoundTable, Decisions, TableColumn } from './bound.ts';
import type { FoundConstant } from './constants.ts';
import { findTable } from './find-type.ts';
import { noRegion } from './parameter-sources.ts';
import { readAs } from './read-as.ts';
import { columnText } from './column-texts.ts';
import { Scope, type Meaning } from './scope.ts';
import { scopeTable, type ScopeTable } from './scope-table.ts';
import { spellings } from './table-columns.ts';

/**
 * Resolves every name of a SELECT and finds the requests that it needs. Values that are not known yet are no mistakes; with known
 * ones the result can be carried out.
 */
export function bindSelect(statement: SelectStatement, context: BindContext): Parsed<BoundSelect> {
  const diagnostics: Diagnostic[] = [];
  const scope = scopeOf(statement, context, diagnostics);

  const constants: FoundConstant[] = [];
  const tables: BoundTable[] = [];
  for (const table of scope.tables) {
    const reference = statement.tables[table.index];
    const { type, special } = table;
    if (reference === undefined) continue;
    const columns = [...table.shown, ...hiddenInUse(scope, table)];
    if (special !== undefined) {
      const bound = bindSpecialParameters(context, scope, table, special, reference);
      diagnostics.push(...bound.diagnostics);
      constants.push(...bound.constants);
      tables.push({ kind: 'special', index: table.index, reference, special, columns, ...bound.parameters });
    }
    if (type === undefined) continue;
    const bound = bindParameters(context, scope, { ...table, type }, reference);
    diagnostics.push(...bound.diagnostics);
    constants.push(...bound.constants);
    const { index, shape } = table;
    const tagProperty = table.isTags ? type.tagProperty : undefined;
    tables.push({ kind: 'resources', index, reference, type, shape, tagProperty, columns, ...bound.parameters });
  }

  if (context.defaultRegion === undefined) diagnostics.push(...regionless(scope, tables));

  const consumed = consumedOf(scope, constants);
  diagnostics.push(...checkUses(scope, consumed.uses));
  const compared = bindComparedColumns({ statement, scope, tables });
  diagnostics.push(...compared.diagnostics);
  const decisions: Decisions = {
    columns: new Map([...columnTexts(scope), ...consumed.columns]),
    names: outputNames(scope),
    tables: new Map(statement.tables.map(({ source }, index) => [source, index])),
    readAs: comparedLiterals(scope),
    met: consumed.met,
    hidden: compared.hidden,
  };
  return {
    value: { statement, scope, tables, decisions },
    diagnostics: [...new Map(diagnostics.map((diagnostic) => [placeAndText(diagnostic), diagnostic])).values()],
  };
}

/** What the names of a statement mean; of many that differ in their values alone it is found out once. */
function scopeOf(statement: SelectStatement, { registry, shared }: BindContext, diagnostics: Diagnostic[]): Scope {
  const known = shared?.scopes.get(statement.tables);
  if (known?.isAlike(statement) === true) return new Scope(statement, known.tables, known);
  const tables = statement.tables.map((reference, index) => {
    const { diagnostics: trouble, ...found } = findTable(registry, reference.name);
    diagnostics.push(...trouble);
    return scopeTable(statement, index, found);
  });
  const scope = new Scope(
    statement,
    tables.filter((table) => table !== undefined),
  );
  if (diagnostics.length === 0) shared?.scopes.set(statement.tables, scope);
  return scope;
}

/** Tables whose region comes from tables whose region comes from them: nobody says it. */
function regionless(scope: Scope, tables: readonly BoundTable[]): readonly Diagnostic[] {
  const grounded = new Set(tables.filter(({ region }) => region.kind === 'constant').map(({ index }) => index));
  const isGrounded = ({ region, reference }: BoundTable): boolean => {
    const block = scope.block(reference.block);
    if (region.kind === 'constant' || block === undefined) return true;
    return region.conjunct.mentions.every((mention) => {
      const meaning = scope.resolve(mention, block);
      return meaning.kind !== 'column' || grounded.has(meaning.table.index);
    });
  };
  let waiting = tables.filter((table) => !grounded.has(table.index));
  for (let found = waiting.filter(isGrounded); found.length > 0; found = waiting.filter(isGrounded)) {
    for (const table of found) grounded.add(table.index);
    waiting = waiting.filter((table) => !grounded.has(table.index));
  }
  return waiting.map((table) => noRegion(table.reference.name.at));
}

/** One mistake in a name that was written once is told once, however often the name is looked up. */
function placeAndText({ code, message, at }: Diagnostic): string {
  return JSON.stringify([code, message, at?.source.path, at?.start, at?.end]);
}

function usesOf(
  scope: Scope,
): readonly { readonly use: ColumnUse; readonly block: Block; readonly meaning: Meaning }[] {
  return scope.statement.blocks.flatMap((block) =>
    block.uses.map((use) => ({ use, block, meaning: scope.resolve(use, block) })),
  );
}

function hiddenInUse(scope: Scope, table: ScopeTable): readonly TableColumn[] {
  const used = new Set<TableColumn>();
  for (const { meaning } of usesOf(scope)) {
    if (meaning.kind === 'column' && meaning.table === table) used.add(meaning.column);
  }
  return table.hidden.filter((column) => used.has(column) && !table.shown.some((shown) => shown.name === column.name));
}

function columnTexts(scope: Scope): ReadonlyMap<ColumnUse, string> {
  const texts = new Map<ColumnUse, string>();
  for (const block of scope.statement.blocks) {
    for (const use of block.uses) {
      const text = columnText(use, block, scope);
      if (text !== undefined) texts.set(use, text);
    }
  }
  return texts;
}

/** The names that outputs need behind AS: SQLite calls an expression by its text, which is another one by then. */
function outputNames(scope: Scope): Decisions['names'] {
  const names = new Map<SelectItem, string>();
  for (const block of scope.statement.blocks) {
    // The names of a set operation are those of its operands.
    if (block.role === 'subselect' || scope.operandsOf(block).length > 0) continue;
    for (const output of block.outputs) {
      if (output.item?.kind !== 'expression' || output.isAlias) continue;
      const expression = withoutParentheses(output.item.expression);
      const name = scope.sqlNameOf(output, block);
      const natural = expression.kind === 'column' ? scope.naturalName(expression, block) : undefined;
      if (name !== natural) names.set(output.item, quoteName(name));
    }
  }
  return names;
}

interface Consumed {
  /** The columns of the conditions that are decided here. */
  readonly uses: ReadonlySet<ColumnUse>;
  readonly columns: ReadonlyMap<ColumnUse, string>;
  readonly met: ReadonlySet<Expression>;
}

/**
 * The comparisons with request parameters that SQLite would not understand: a `region` that several tables have is that of the first of
 * them, since all were asked with the same values; one that stands outside the tables that it is meant for is true.
 */
function consumedOf(scope: Scope, constants: readonly FoundConstant[]): Consumed {
  const uses = new Set<ColumnUse>();
  const columns = new Map<ColumnUse, string>();
  const met = new Set<Expression>();
  for (const { conjunct, block } of constants) {
    const all = [conjunct.column, ...conjunct.again];
    const meaning = scope.resolve(conjunct.column, block);
    if (meaning.kind === 'ambiguous') {
      if (meaning.isShared) continue;
      const [first] = meaning.among;
      for (const use of all) columns.set(use, `${quoteName(first.alias)}.${quoteName(use.name)}`);
    } else if (meaning.kind === 'no-such-column' || meaning.kind === 'no-such-table') {
      met.add(conjunct.term);
    } else {
      continue;
    }
    for (const use of all) uses.add(use);
  }
  return { uses, columns, met };
}

function comparedLiterals(scope: Scope): ReadonlyMap<Literal, Value> {
  const values = new Map<Literal, Value>();
  for (const comparison of scope.statement.comparisons) {
    const block = scope.block(comparison.block);
    if (block === undefined) continue;
    const types = comparedTypes(scope, comparison.column, block);
    if (types === undefined) continue;
    for (const literal of comparison.literals) {
      const read = readAs(literal.value, types);
      if (read !== undefined) values.set(literal, read);
    }
  }
  return values;
}

function comparedTypes(scope: Scope, use: ColumnUse, block: Block): Property['types'] | undefined {
  const meaning = scope.resolve(use, block);
  if (meaning.kind === 'ambiguous') {
    // A shared column, or the region of all of them: the first has it as all have it.
    return comparedTypes(scope, { ...use, qualifier: meaning.among[0].alias }, block);
  }
  if (meaning.kind !== 'column') return undefined;
  const { column } = meaning;
  if (column.from.kind === 'field') return column.from.types;
  if (column.from.kind !== 'property') return ['string'];
  return column.from.path.length === 1 ? column.property?.types : undefined;
}

function checkUses(scope: Scope, consumed: Consumed['uses']): readonly Diagnostic[] {
  return usesOf(scope).flatMap(({ use, block, meaning }) =>
    consumed.has(use) || (meaning.kind === 'ambiguous' && meaning.isShared)
      ? []
      : useProblem(scope, use, block, meaning),
  );
}

function useProblem(scope: Scope, use: ColumnUse, block: Block, meaning: Meaning): readonly Diagnostic[] {
  switch (meaning.kind) {
    case 'column':
    case 'output':
    case 'foreign':
      return [];
    case 'ambiguous': {
      const aliases = meaning.among.map(({ alias }) => alias);
      return [
        mistake('sql/ambiguous-column', `"${use.name}" may be a column of ${enumerate(aliases, 'or')}`, {
          at: use.at,
          help: `write ${aliases[0] ?? ''}.${use.name}`,
        }),
      ];
    }
    case 'no-such-table': {
      const aliases = [
        ...scope.tablesOf(block).map((table) => table.alias),
        ...block.otherSources.map((other) => other.alias),
      ];
      const help = didYouMean(use.qualifier ?? '', aliases);
      return [
        mistake('resource/unknown-column', `"${use.qualifier ?? ''}" is not a table of this SELECT`, {
          at: use.at,
          ...(help === undefined ? {} : { help }),
        }),
      ];
    }
    case 'no-such-column':
      return [unknownColumn(scope, use, block)];
    default:
      return unreachable(meaning);
  }
}

function unknownColumn(scope: Scope, use: ColumnUse, block: Block): Diagnostic {
  const qualifier = use.qualifier?.toLowerCase();
  const tables = scope
    .tablesOf(block)
    .filter((table) => qualifier === undefined || qualifier === table.alias.toLowerCase() || qualifier === table.name);
  const others = block.otherSources.filter(
    (other) => qualifier === undefined || qualifier === other.alias.toLowerCase(),
  );
  const [only] = tables;
  const hasOneTable = tables.length === 1 && others.length === 0;
  const place = hasOneTable && only !== undefined ? `${only.name} has` : 'No table of this SELECT has';
  const message = hasOneTable ? `${place} no column "${use.name}"` : `${place} a column "${use.name}"`;
  const outputs = others.flatMap((other) => {
    const source = scope.source(block, other.alias);
    return source === undefined ? [] : (scope.outputNames(source) ?? []);
  });
  const candidates = [...tables.flatMap((table) => spellings([...table.shown, ...table.hidden])), ...outputs];
  const help =
    listHelp(hasOneTable ? only : undefined, use) ??
    slotHelp(use) ??
    didYouMean(use.name, candidates) ??
    textHelp(use) ??
    (hasOneTable && only !== undefined ? describeHelp(only) : undefined);
  return mistake('resource/unknown-column', message, { at: use.at, ...(help === undefined ? {} : { help }) });
}

/** The name is what an expression of the template came to. */
function slotHelp({ at }: ColumnUse): string | undefined {
  return at.source.text.startsWith('{{', at.start) ? "if it is a text, put it in single quotes: '{{ … }}'" : undefined;
}

/** A table of a service's own API has other columns. */
function describeHelp({ type, special, shape, isTags }: ScopeTable): string | undefined {
  const ofType = isTags ? tagsTableName : shape === 'list' ? listName : statementName;
  const name = type === undefined ? special?.name : ofType(type.typeName);
  return name === undefined ? undefined : `DESCRIBE ${name} lists its columns`;
}

function listName(typeName: string): string {
  return `${statementName(typeName)}_list_only`;
}

/** Who writes a text in double quotes has another SQL in mind. */
function textHelp({ name, at }: ColumnUse): string | undefined {
  const isQuoted = at.source.text.startsWith('"', at.start);
  return isQuoted ? `a text stands in single quotes: '${name.replaceAll("'", "''")}'` : undefined;
}

/** A list tells identifiers only; the property may well be one of the whole resource. */
function listHelp(table: ScopeTable | undefined, use: ColumnUse): string | undefined {
  if (table?.type === undefined || table.shape !== 'list') return undefined;
  const wanted = use.name.replaceAll('_', '').toLowerCase();
  const isProperty = table.type.properties.some((property) => property.name.toLowerCase() === wanted);
  if (!isProperty) return undefined;
  return `a list has only identifiers; ${table.type.statementName} has this column`;
}

import { count } from '../../../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import { literalIn, type Computed, type InsertStatement, type Literal } from '../../../query/statement.ts';
import { globalRegion } from '../../../resource-types/global-services.ts';
import { judgeModel } from '../../../resource-types/judge-model.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import type { Value } from '../../../values/value.ts';
import type { CreateOperation, PendingRows, ReadOperation, ResourceToCreate } from '../../operation.ts';
import { noRegion } from './parameter-sources.ts';
import { bindRead } from './bind-read.ts';
import type { BindContext } from './bound.ts';
import { genericTargetOf, givenTwice, targetOf, type InsertTarget } from './insert-targets.ts';
import { placeInside } from '../../place-inside.ts';
import { problemAt } from '../../problem-at.ts';
import { RowDraft } from './row-draft.ts';
import { findWrittenType } from './written-type.ts';

/**
 * The creates of an INSERT, one per row. What SQLite has to work out is an unknown here: whoever carries the statement out puts literals
 * in the place of it before.
 */
export function bindInsert(statement: InsertStatement, context: BindContext): Parsed<CreateOperation> {
  const found = findWrittenType('INSERT', statement.into, typeNamesOf(statement), context);
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const selected = statement.select === undefined ? undefined : bindRead(statement.select, context);
  diagnostics.push(...(selected?.diagnostics ?? []));
  const { type, isGeneric } = found;
  if (type === undefined) return { value: undefined, diagnostics };

  const targets = targetsOf(statement, isGeneric ? undefined : type, context);
  diagnostics.push(...targets.flatMap((target) => (target.kind === 'nothing' ? [target.diagnostic] : [])));
  diagnostics.push(...givenTwice(statement.columns, targets));
  if (isGeneric && !targets.some(({ kind }) => kind === 'model')) {
    const help = 'add DesiredState, the properties as one JSON object';
    diagnostics.push(mistake('resource/parameter', 'The INSERT has no DesiredState', { at: statement.into.at, help }));
    return { value: undefined, diagnostics };
  }

  const resources: ResourceToCreate[] = [];
  for (const cells of rowsOf(statement)) {
    if (cells.length !== targets.length) {
      const message = `The INSERT has ${count(targets.length, 'column')} and ${count(cells.length, 'value')}`;
      diagnostics.push(mistake('sql/column-count', message, { at: cells[0]?.at ?? statement.into.at }));
      continue;
    }
    const row = bindRow(type, statement, targets, cells, context);
    diagnostics.push(...row.diagnostics);
    if (row.value !== undefined) resources.push(row.value);
  }
  const { text, at, into, returning } = statement;
  const pending = pendingRows(statement, selected?.value);
  return {
    value: { kind: 'create', text, at, resource: into.text, returning, type, resources, pending },
    diagnostics,
  };
}

/** `type`: that of the table; undefined where it is the table of all types. */
function targetsOf(
  { columns }: InsertStatement,
  type: ResourceType | undefined,
  { shared }: BindContext,
): readonly InsertTarget[] {
  const known = shared?.targets.get(columns);
  if (known !== undefined) return known;
  const targets = columns.map((column) => (type === undefined ? genericTargetOf(column) : targetOf(type, column)));
  shared?.targets.set(columns, targets);
  return targets;
}

function pendingRows(statement: InsertStatement, rows: ReadOperation | undefined): PendingRows | undefined {
  if (rows !== undefined) return { kind: 'read', statement, rows };
  const isComputed = statement.rows.some((row) => row.some((cell) => cell.kind === 'computed'));
  return isComputed ? { kind: 'computed', statement } : undefined;
}

/** What the rows say of their type, where the statement's own name says nothing. */
function typeNamesOf(statement: InsertStatement): readonly (Literal | Computed)[] | undefined {
  const index = statement.columns.findIndex(({ name }) => name === 'TypeName');
  if (index < 0) return undefined;
  return rowsOf(statement).flatMap((row) => row[index] ?? []);
}

/** Rows that a SELECT brings are one row of unknowns until it was asked. */
function rowsOf(statement: InsertStatement): InsertStatement['rows'] {
  const { select } = statement;
  if (select === undefined) return statement.rows;
  const isCounted = !select.outputs.some((output) => output.name.endsWith('*'));
  const width = isCounted ? select.outputs.length : statement.columns.length;
  const { query, at } = select;
  const computed: Computed = { kind: 'computed', expression: { kind: 'subselect', query, at }, at };
  return [Array.from({ length: width }, (_, index) => (isCounted ? literalIn(select, index) : undefined) ?? computed)];
}

function bindRow(
  type: ResourceType,
  statement: InsertStatement,
  targets: readonly InsertTarget[],
  cells: readonly (Literal | Computed)[],
  context: BindContext,
): Parsed<ResourceToCreate> {
  const draft = new RowDraft(type);
  for (const [index, target] of targets.entries()) {
    const cell = cells[index];
    if (cell !== undefined) draft.put(target, cell);
  }
  const { diagnostics, places } = draft;
  const region = draft.region ?? context.defaultRegion ?? globalRegion(type);
  if (region === undefined) diagnostics.push(noRegion(statement.into.at));
  if (!draft.isUnknown) diagnostics.push(...modelProblems(draft, statement.into.at, region));
  if (region === undefined || draft.isUnknown) return { value: undefined, diagnostics };
  const { desiredState, requests } = draft;
  return {
    value: {
      region,
      desiredState,
      places,
      clientToken: requests.get('ClientToken'),
      roleArn: requests.get('RoleArn'),
      typeVersionId: requests.get('TypeVersionId'),
    },
    diagnostics,
  };
}

/** What schema and service say of a row's model, beyond what was told when it was written. */
function modelProblems(draft: RowDraft, into: Location, region: Value | undefined): readonly Diagnostic[] {
  const context = typeof region === 'string' ? { region } : {};
  return judgeModel(draft.type, draft.readModel, draft.flaws, context).map((problem) =>
    problemAt(problem, placeInside(problem, draft.cells, into)),
  );
}

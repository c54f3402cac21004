import { count } from '../../../base/text.ts';
import { didYouMean } from '../../../diagnostics/did-you-mean.ts';
import { hasErrors, mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { Computed, Identifier, InsertStatement, Literal } from '../../../query/statement.ts';
import { checkModel } from '../../../resource-types/check-model.ts';
import { checkServiceRules } from '../../../resource-types/rules/check-service-rules.ts';
import { findProperty, matchName } from '../../../resource-types/find-property.ts';
import { nodeAt, propertyNames, rootNode } from '../../../resource-types/schema-node.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { writeProperty } from '../../../resource-types/write-value.ts';
import { isOmit } from '../../../values/reading.ts';
import { isValueMap, Unknown, type Value, type ValueMap } from '../../../values/value.ts';
import { noRegion } from './bind-parameters.ts';
import { bindSelect } from './bind-select.ts';
import type { BindContext, BoundSelect } from './bound.ts';
import { findType, missingHandler, specialTableRefusal } from './find-type.ts';
import { problemAt } from './problem-at.ts';
import { parameterProblem } from './request-parameter.ts';

/** An INSERT as the CreateResource requests that it means, one per row. */
export interface BoundInsert {
  readonly statement: InsertStatement;
  readonly type: ResourceType;
  readonly rows: readonly BoundCreate[];
  /** What brings the rows, where they are asked for. */
  readonly select: BoundSelect | undefined;
}

export interface BoundCreate {
  readonly region: Value;
  /** Property names and types of the schema; marks kept. */
  readonly desiredState: ValueMap;
  /** The literal or column that carried each property, by its name: where trouble with it belongs. */
  readonly places: ReadonlyMap<string, Location>;
  readonly clientToken: Value | undefined;
  readonly roleArn: Value | undefined;
  readonly typeVersionId: Value | undefined;
}

/**
 * The requests of an INSERT. What SQLite has to work out is an unknown here: whoever carries the statement out puts literals in the
 * place of it before.
 */
export function bindInsert(statement: InsertStatement, context: BindContext): Parsed<BoundInsert> {
  const refused = specialTableRefusal(statement.into);
  if (refused !== undefined) return { value: undefined, diagnostics: [refused] };
  const { type, listOnly, diagnostics: trouble } = findType(context.registry, statement.into);
  const diagnostics: Diagnostic[] = [...trouble];
  const selected = statement.select === undefined ? undefined : bindSelect(statement.select, context);
  diagnostics.push(...(selected?.diagnostics ?? []));
  if (type === undefined) return { value: undefined, diagnostics };
  if (listOnly) {
    diagnostics.push(
      mistake('resource/unsupported-action', `${statement.into.text} can only be read`, {
        at: statement.into.at,
        help: `insert into ${type.statementName}`,
      }),
    );
    return { value: undefined, diagnostics };
  }
  diagnostics.push(...missingHandler(type, 'create', statement.into));

  const targets = statement.columns.map((column) => targetOf(type, column));
  diagnostics.push(...targets.flatMap((target) => (target.kind === 'nothing' ? [target.diagnostic] : [])));
  diagnostics.push(...twice(statement.columns, targets));

  if (statement.select === undefined) diagnostics.push(...statement.rows.flat().flatMap(subselectProblem));
  const rows: BoundCreate[] = [];
  for (const cells of rowsOf(statement)) {
    if (cells.length !== targets.length) {
      const message = `The INSERT has ${count(targets.length, 'column')} and ${count(cells.length, 'value')}`;
      diagnostics.push(mistake('sql/column-count', message, { at: cells[0]?.at ?? statement.into.at }));
      continue;
    }
    const row = bindRow(type, statement, targets, cells, context);
    diagnostics.push(...row.diagnostics);
    if (row.value !== undefined) rows.push(row.value);
  }
  return { value: { statement, type, rows, select: selected?.value }, diagnostics };
}

type Cell = Literal | Computed;

/** Rows that a SELECT brings are one row of unknowns until it was asked. */
function rowsOf(statement: InsertStatement): InsertStatement['rows'] {
  const { select } = statement;
  if (select === undefined) return statement.rows;
  const isCounted = !select.outputs.some((output) => output.name.endsWith('*'));
  const width = isCounted ? select.outputs.length : statement.columns.length;
  const computed: Computed = { kind: 'computed', text: select.text, at: select.at };
  return [Array.from({ length: width }, () => computed)];
}

/** An expression is worked out before anything is asked of the cloud. */
function subselectProblem(cell: Cell): readonly Diagnostic[] {
  if (cell.kind === 'literal' || !cell.text.some((token) => token.kind === 'table')) return [];
  return [
    mistake('sql/unsupported', 'A value of an INSERT cannot ask for other resources', {
      at: cell.at,
      help: 'write INSERT … SELECT … FROM …, or export the value from the resource that has it',
    }),
  ];
}

/** Where a column's value goes. */
type Target =
  | { readonly kind: 'region' }
  | { readonly kind: 'request'; readonly parameter: RequestParameter }
  | { readonly kind: 'property'; readonly path: readonly [string, ...string[]] }
  | { readonly kind: 'nothing'; readonly diagnostic: Diagnostic };

const requestParameters = ['ClientToken', 'RoleArn', 'TypeVersionId'] as const;
type RequestParameter = (typeof requestParameters)[number];

function targetOf(type: ResourceType, column: Identifier): Target {
  const { name } = column;
  if (name === 'region') return { kind: 'region' };
  const property = findProperty(type, name);
  if (property !== undefined) return { kind: 'property', path: [property.name] };
  if (name.toLowerCase() === 'region') return { kind: 'region' };
  const parameter = requestParameters.find((candidate) => candidate === name);
  if (parameter !== undefined) return { kind: 'request', parameter };
  if (name.includes('.')) return nestedTarget(type, column);
  return { kind: 'nothing', diagnostic: unknownColumn(type, column) };
}

/** `TokenValidityUnits.AccessToken`: a property inside a property. */
function nestedTarget(type: ResourceType, column: Identifier): Target {
  const [first = '', ...rest] = column.name.split('.');
  const property = findProperty(type, first);
  if (property === undefined) return { kind: 'nothing', diagnostic: unknownColumn(type, column) };
  const path: [string, ...string[]] = [property.name];
  for (const part of rest) {
    const node = nodeAt(rootNode(type.schema), path);
    const names = node === undefined ? [] : propertyNames(node);
    const name = matchName(part, names) ?? (names.length === 0 ? part : undefined);
    if (name === undefined || part === '') {
      const help = didYouMean(part, names);
      const diagnostic = mistake(
        'resource/unknown-column',
        `${path.join('.')} of ${type.typeName} has no property "${part}"`,
        { at: column.at, ...(help === undefined ? {} : { help }) },
      );
      return { kind: 'nothing', diagnostic };
    }
    path.push(name);
  }
  return { kind: 'property', path };
}

function unknownColumn(type: ResourceType, column: Identifier): Diagnostic {
  const candidates = [...type.properties.map((property) => property.name), ...requestParameters, 'region'];
  const columns = type.properties.map((property) => property.column);
  const help = didYouMean(column.name, candidates) ?? didYouMean(column.name, columns);
  return mistake('resource/unknown-column', `${type.typeName} has no property "${column.name}"`, {
    at: column.at,
    ...(help === undefined ? {} : { help }),
  });
}

function twice(columns: readonly Identifier[], targets: readonly Target[]): readonly Diagnostic[] {
  const seen = new Map<string, Identifier>();
  return targets.flatMap((target, index) => {
    const column = columns[index];
    if (column === undefined || target.kind === 'nothing') return [];
    const key =
      target.kind === 'property'
        ? target.path.join('.')
        : target.kind === 'request'
          ? ` ${target.parameter}`
          : ' region';
    const earlier = seen.get(key);
    seen.set(key, earlier ?? column);
    if (earlier === undefined) return [];
    return [
      mistake('sql/duplicate-column', `"${column.name}" is given twice`, {
        at: column.at,
        related: [{ message: `here as "${earlier.name}"`, at: earlier.at }],
      }),
    ];
  });
}

function bindRow(
  type: ResourceType,
  statement: InsertStatement,
  targets: readonly Target[],
  cells: readonly Cell[],
  context: BindContext,
): Parsed<BoundCreate> {
  const diagnostics: Diagnostic[] = [];
  const places = new Map<string, Location>();
  const requests = new Map<RequestParameter, Value>();
  let region = context.defaultRegion;
  let isRegionGiven = false;
  let desiredState: ValueMap = {};
  for (const [index, target] of targets.entries()) {
    const cell = cells[index];
    if (cell === undefined) continue;
    const value = cell.kind === 'literal' ? cell.value : new Unknown('computed');
    if (target.kind === 'region' || target.kind === 'request') {
      const name = target.kind === 'region' ? 'region' : target.parameter;
      const problem = parameterProblem(name, value, cell.at);
      if (problem !== undefined) diagnostics.push(problem);
      if (target.kind === 'request') requests.set(target.parameter, value);
      else {
        region = value;
        isRegionGiven = true;
      }
    } else if (target.kind === 'property') {
      const [name] = target.path;
      if (!places.has(name)) places.set(name, cell.at);
      const form = cell.kind === 'literal' && cell.wrapper === 'string' ? 'keep-text' : 'as-typed';
      const written = writeProperty(type, target.path, value, form);
      diagnostics.push(...written.problems.map((problem) => problemAt(problem, cell.at)));
      if (written.value !== undefined && !isOmit(written.value)) {
        desiredState = withValue(desiredState, target.path, written.value);
      }
    }
  }
  if (region === undefined && !isRegionGiven) diagnostics.push(noRegion(statement.into.at));
  if (!targets.some((target) => target.kind === 'nothing') || !hasErrors(diagnostics)) {
    const bySchema = checkModel(type, desiredState, 'create');
    // A model that its schema refuses says nothing about the service's rules.
    const problems =
      bySchema.length > 0 || hasErrors(diagnostics) ? bySchema : checkServiceRules(type.typeName, desiredState);
    const written = new Set(diagnostics.map(({ at }) => at?.start));
    for (const problem of problems) {
      const at = places.get(String(problem.path[0])) ?? statement.into.at;
      // What could not be written was told already.
      if (at !== statement.into.at && written.has(at.start)) continue;
      diagnostics.push(problemAt(problem, at));
    }
  }
  if (region === undefined) return { value: undefined, diagnostics };
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

function withValue(map: ValueMap, path: readonly [string, ...string[]], value: Value): ValueMap {
  const [name, second, ...rest] = path;
  const inner = Object.hasOwn(map, name) ? map[name] : undefined;
  const entry =
    second === undefined
      ? value
      : withValue(inner !== undefined && isValueMap(inner) ? inner : {}, [second, ...rest], value);
  return Object.fromEntries([...Object.entries(map).filter(([key]) => key !== name), [name, entry]]);
}

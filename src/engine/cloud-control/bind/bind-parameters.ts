import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { ColumnUse, TableReference } from '../../../query/statement.ts';
import type { PropertyPath } from '../../../resource-types/resource-type.ts';
import { joinText } from '../../../values/text.ts';
import type { Value } from '../../../values/value.ts';
import type { BindContext, BoundResources, ParameterSource } from './bound.ts';
import { constantFor, feedFor, valuesOf, type FoundConstant } from './constants.ts';
import { missingHandler } from './find-type.ts';
import { identifierProblem, parameterProblem } from './request-parameter.ts';
import type { Scope, ScopeTable } from './scope.ts';
import { findColumn } from './table-columns.ts';

/** The requests of one table and what is wrong with them. */
export interface BoundParameters {
  readonly parameters: Pick<BoundResources, 'region' | 'identifier' | 'model' | 'roleArn' | 'typeVersionId'>;
  readonly diagnostics: readonly Diagnostic[];
  /** The conjuncts whose values went into requests. */
  readonly constants: readonly FoundConstant[];
}

export function bindParameters(
  context: BindContext,
  scope: Scope,
  table: ScopeTable & { readonly type: NonNullable<ScopeTable['type']> },
  reference: TableReference,
): BoundParameters {
  const diagnostics: Diagnostic[] = [];
  const constants: FoundConstant[] = [];
  const { type, shape } = table;

  /** The parameter's values, each judged by `problemOf`. */
  const constant = (
    found: FoundConstant | undefined,
    problemOf: (value: Value, at: Location) => Diagnostic | undefined,
  ): ParameterSource | undefined => {
    if (found === undefined) return undefined;
    constants.push(found);
    const { values: literals, column } = found.conjunct;
    for (const literal of literals) {
      for (const value of valuesOf([literal])) {
        const problem = problemOf(value, literal.at);
        if (problem !== undefined) diagnostics.push(problem);
      }
    }
    return { kind: 'constant', values: valuesOf(literals), at: column.at };
  };
  const feed = (isParameter: (use: ColumnUse) => boolean): ParameterSource | undefined => {
    const conjunct = feedFor(scope, table, isParameter);
    return conjunct === undefined ? undefined : { kind: 'feed', conjunct };
  };
  const judged = (name: string) => (value: Value, at: Location) => parameterProblem(name, value, at);

  const isNamed = (name: string) => (use: ColumnUse) => use.name.toLowerCase() === name;
  const regionFound = constantFor(scope, table, isNamed('region'), 'always');
  const region = constant(regionFound, judged('region')) ?? feed(isNamed('region'));
  if (region === undefined && context.defaultRegion === undefined) {
    diagnostics.push(noRegion(reference.name.at));
  }

  let identifier: ParameterSource | undefined;
  if (shape === 'full') {
    const found = constantFor(scope, table, isNamed('identifier'), 'where-unresolved');
    identifier = constant(found, (value, at) => identifierProblem(type, value, at)) ?? feed(isNamed('identifier'));
  }

  identifier ??= shape === 'full' ? identifierFromParts(scope, table) : undefined;

  const model = new Map<string, ParameterSource>();
  const isListed = shape === 'list' || identifier === undefined;
  if (isListed) {
    for (const name of type.listRequires) {
      const isProperty = (use: ColumnUse): boolean => isAtPath(table, use, [name]);
      const found = constantFor(scope, table, isProperty, 'never');
      const source = constant(found, judged(name)) ?? feed(isProperty);
      if (source !== undefined) model.set(name, source);
      else if (!Object.hasOwn(type.parents, name)) diagnostics.push(missingModel(table, name, reference));
    }
  }

  const request = (name: string): Value | undefined => {
    const column = table.hidden.find((candidate) => candidate.name === name && candidate.from.kind === 'request');
    if (column === undefined) return undefined;
    const found = constantFor(scope, table, isNamed(name.toLowerCase()), 'never');
    const source = constant(found, judged(name));
    return source?.kind === 'constant' ? source.values[0] : undefined;
  };

  diagnostics.push(
    ...(isListed ? missingHandler(type, 'list', reference.name, withIdentifier(table)) : []),
    ...(shape === 'full' ? missingHandler(type, 'read', reference.name) : []),
  );
  return {
    parameters: {
      region: region ?? {
        kind: 'constant',
        values: context.defaultRegion === undefined ? [] : [context.defaultRegion],
        at: undefined,
      },
      identifier,
      model,
      roleArn: request('RoleArn'),
      typeVersionId: request('TypeVersionId'),
    },
    diagnostics,
    constants,
  };
}

/** Where every part of the identifier is compared with one value, the Identifier is known and nothing has to be listed. */
function identifierFromParts(
  scope: Scope,
  table: ScopeTable & { readonly type: NonNullable<ScopeTable['type']> },
): ParameterSource | undefined {
  const parts: Value[] = [];
  let at: Location | undefined;
  for (const path of table.type.identifier) {
    const found = constantFor(scope, table, (use) => isAtPath(table, use, path), 'never');
    const [value, ...others] = found === undefined ? [] : valuesOf(found.conjunct.values);
    if (found === undefined || value === undefined || others.length > 0) return undefined;
    ({ at } = found.conjunct.column);
    // What cannot be a part is left to the list, which will have no such row.
    if (parameterProblem(table.name, value, at) !== undefined) return undefined;
    if (typeof value === 'string' && value.includes('|')) return undefined;
    parts.push(value);
  }
  if (at === undefined) return undefined;
  return {
    kind: 'constant',
    values: [joinText(parts.flatMap((part, index) => (index === 0 ? [part] : ['|', part])))],
    at,
  };
}

function isAtPath(table: ScopeTable, use: ColumnUse, path: PropertyPath): boolean {
  const column = findColumn([...table.shown, ...table.hidden], use.name);
  return column?.from.kind === 'property' && column.from.path.join('/') === path.join('/');
}

export function noRegion(at: Diagnostic['at']): Diagnostic {
  return mistake('input/region', 'No region is known for this statement', {
    ...(at === undefined ? {} : { at }),
    help: 'add region to the statement, or set AWS_REGION',
  });
}

function missingModel(table: ScopeTable, property: string, reference: TableReference): Diagnostic {
  const column = [...table.shown, ...table.hidden].find((candidate) => candidate.property?.name === property);
  const typeName = table.type?.typeName ?? table.name;
  return mistake('resource/parameter', `${typeName} can be listed only with ${property}`, {
    at: reference.name.at,
    help: `add ${column?.name ?? property} = '…' to WHERE`,
  });
}

function withIdentifier(table: ScopeTable): string | undefined {
  return table.shape === 'full' ? "add Identifier = '…' to WHERE" : undefined;
}

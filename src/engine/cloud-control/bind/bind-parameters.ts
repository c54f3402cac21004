import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { ColumnUse, TableReference } from '../../../query/statement.ts';
import { globalRegion } from '../../../resource-types/global-services.ts';
import type { PropertyPath, ResourceType } from '../../../resource-types/resource-type.ts';
import { joinText } from '../../../values/text.ts';
import type { Value } from '../../../values/value.ts';
import type { BindContext, BoundResources, ParameterSource } from './bound.ts';
import { constantFor, valuesOf, type FoundConstant } from './constants.ts';
import { missingHandler } from './find-type.ts';
import { isNamed, ParameterSources } from './parameter-sources.ts';
import { identifierProblem, parameterProblem } from './request-parameter.ts';
import type { Scope } from './scope.ts';
import type { ScopeTable } from './scope-table.ts';
import { findColumn } from './table-columns.ts';

/** The requests of one table and what is wrong with them. */
export interface BoundParameters {
  readonly parameters: Pick<
    BoundResources,
    'region' | 'identifier' | 'isMaybeIdentified' | 'model' | 'roleArn' | 'typeVersionId'
  >;
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
  const sources = new ParameterSources(scope, table);
  const { type, shape } = table;
  const judged = (name: string) => (value: Value, at: Location) => parameterProblem(name, value, at);
  const region = sources.region(context.defaultRegion ?? globalRegion(table.type), reference.name.at);
  const named =
    shape === 'full'
      ? sources.find(isNamed('Identifier'), 'where-unresolved', (value, at) => identifierProblem(type, value, at))
      : undefined;
  const parts = shape === 'full' && named === undefined ? comparedParts(scope, table) : undefined;
  const identifier = named ?? (parts === undefined ? undefined : identifierFromParts(table, parts));

  const isListed = shape === 'list' || identifier === undefined;
  const model = new Map<string, ParameterSource>();
  for (const name of isListed ? type.listRequires : []) {
    const source = sources.find((use) => isAtPath(table, use, [name]), 'never', judged(name));
    if (source !== undefined) model.set(name, source);
    else if (!Object.hasOwn(type.parents, name)) sources.diagnostics.push(missingModel(table, name, reference));
  }

  const request = (name: string): Value | undefined => {
    const isThere = table.hidden.some((candidate) => candidate.name === name && candidate.from.kind === 'request');
    return isThere ? sources.constant(isNamed(name), 'never', judged(name))?.values[0] : undefined;
  };
  const parameters = {
    region,
    identifier,
    isMaybeIdentified: parts !== undefined,
    model,
    roleArn: request('RoleArn'),
    typeVersionId: request('TypeVersionId'),
  };
  const missing = [
    ...(isListed ? missingHandler(type, 'list', reference.name, withIdentifier(table)) : []),
    ...(shape === 'full' ? missingHandler(type, 'read', reference.name) : []),
  ];
  return { parameters, diagnostics: [...sources.diagnostics, ...missing], constants: sources.constants };
}

/** The comparisons of all parts of the identifier; undefined where one is not compared. */
function comparedParts(
  scope: Scope,
  table: ScopeTable & { readonly type: ResourceType },
): readonly FoundConstant[] | undefined {
  const found = table.type.identifier.flatMap(
    (path) => constantFor(scope, table, (use) => isAtPath(table, use, path), 'never') ?? [],
  );
  return found.length === table.type.identifier.length ? found : undefined;
}

/** Where every part of the identifier is compared with one value, the Identifier is known and nothing has to be listed. */
function identifierFromParts(table: ScopeTable, compared: readonly FoundConstant[]): ParameterSource | undefined {
  const parts: Value[] = [];
  let at: Location | undefined;
  for (const { conjunct } of compared) {
    const [value, ...others] = valuesOf(conjunct.values);
    if (value === undefined || others.length > 0) return undefined;
    ({ at } = conjunct.column);
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
    literals: [],
  };
}

function isAtPath(table: ScopeTable, use: ColumnUse, path: PropertyPath): boolean {
  const column = findColumn(table.all, use.name);
  return column?.from.kind === 'property' && column.from.path.join('/') === path.join('/');
}

function missingModel(table: ScopeTable, property: string, reference: TableReference): Diagnostic {
  const column = table.all.find((candidate) => candidate.property?.name === property);
  const typeName = table.type?.typeName ?? table.name;
  return mistake('resource/parameter', `${typeName} can be listed only with ${property}`, {
    at: reference.name.at,
    help: `add ${column?.name ?? property} = '…' to WHERE`,
  });
}

function withIdentifier(table: ScopeTable): string | undefined {
  return table.shape === 'full' ? "add Identifier = '…' to WHERE" : undefined;
}

import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { ColumnUse, TableReference } from '../../../query/statement.ts';
import { holdsSecret, isKnown } from '../../../values/reading.ts';
import type { Value } from '../../../values/value.ts';
import type { SpecialParameter, SpecialTable } from '../special-tables/special-table.ts';
import { noRegion } from './bind-parameters.ts';
import type { BindContext, BoundSpecial, ParameterSource } from './bound.ts';
import { constantFor, feedFor, valuesOf, type FoundConstant } from './constants.ts';
import { emptyProblem, parameterProblem, parameterText } from './request-parameter.ts';
import type { Scope, ScopeTable } from './scope.ts';

/** The requests of a special table and what is wrong with them. */
export function bindSpecialParameters(
  context: BindContext,
  scope: Scope,
  table: ScopeTable,
  special: SpecialTable,
  reference: TableReference,
): {
  readonly parameters: Pick<BoundSpecial, 'region' | 'parameters'>;
  readonly diagnostics: readonly Diagnostic[];
  readonly constants: readonly FoundConstant[];
} {
  const diagnostics: Diagnostic[] = [];
  const constants: FoundConstant[] = [];

  const sourceOf = (
    name: string,
    leaks: 'always' | 'where-unresolved',
    problemOf: (value: Value, at: Location) => Diagnostic | undefined,
  ): ParameterSource | undefined => {
    const isParameter = (use: ColumnUse): boolean => use.name.toLowerCase() === name.toLowerCase();
    const found = constantFor(scope, table, isParameter, leaks);
    if (found === undefined) {
      const conjunct = feedFor(scope, table, isParameter);
      return conjunct === undefined ? undefined : { kind: 'feed', conjunct };
    }
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

  const region = sourceOf('region', 'always', (value, at) => parameterProblem('region', value, at));
  if (region === undefined && context.defaultRegion === undefined) diagnostics.push(noRegion(reference.name.at));

  const parameters = new Map<string, ParameterSource>();
  for (const parameter of special.parameters) {
    const source = sourceOf(parameter.name, 'where-unresolved', (value, at) =>
      specialParameterProblem(parameter, value, at),
    );
    if (source !== undefined) parameters.set(parameter.name, source);
    else if (parameter.isRequired) diagnostics.push(missingParameter(special, parameter, reference));
  }
  const fallback = context.defaultRegion === undefined ? [] : [context.defaultRegion];
  return {
    parameters: { region: region ?? { kind: 'constant', values: fallback, at: undefined }, parameters },
    diagnostics,
    constants,
  };
}

/** What is wrong with a value as parameter of a special table, as far as it is known. */
export function specialParameterProblem(
  parameter: SpecialParameter,
  value: Value,
  at: Location,
): Diagnostic | undefined {
  const { name, mistakeIn } = parameter;
  const missing = emptyProblem(name, value, at);
  if (missing !== undefined || !isKnown(value)) return missing;
  const wrong = mistakeIn?.(parameterText(value));
  if (wrong === undefined) return undefined;
  return mistake('resource/parameter', `${name} ${holdsSecret(value) ? 'is not what it should be' : wrong}`, { at });
}

function missingParameter(special: SpecialTable, parameter: SpecialParameter, reference: TableReference): Diagnostic {
  return mistake('resource/parameter', `${special.name} can be read only with ${parameter.name}`, {
    at: reference.name.at,
    help: `add ${parameter.name} = '…' to WHERE`,
  });
}

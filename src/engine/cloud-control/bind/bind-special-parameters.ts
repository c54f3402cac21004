import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { TableReference } from '../../../query/statement.ts';
import { holdsSecret, isKnown } from '../../../values/reading.ts';
import type { Value } from '../../../values/value.ts';
import type { SpecialParameter, SpecialTable } from '../special-tables/special-table.ts';
import type { BindContext, BoundSpecial, ParameterSource } from './bound.ts';
import type { FoundConstant } from './constants.ts';
import { isNamed, ParameterSources } from './parameter-sources.ts';
import { emptyProblem, parameterText } from './request-parameter.ts';
import type { Scope } from './scope.ts';
import type { ScopeTable } from './scope-table.ts';

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
  const sources = new ParameterSources(scope, table);
  const region = sources.region(context.defaultRegion, reference.name.at);
  const parameters = new Map<string, ParameterSource>();
  for (const parameter of special.parameters) {
    const source = sources.find(isNamed(parameter.name), 'where-unresolved', (value, at) =>
      specialParameterProblem(parameter, value, at),
    );
    if (source !== undefined) parameters.set(parameter.name, source);
    else if (parameter.isRequired) sources.diagnostics.push(missingParameter(special, parameter, reference));
  }
  return { parameters: { region, parameters }, diagnostics: sources.diagnostics, constants: sources.constants };
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

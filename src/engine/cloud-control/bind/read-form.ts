import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { FilledStatement } from '../../../query/filled-statement.ts';
import type { Literal } from '../../../query/statement.ts';
import type { Value } from '../../../values/value.ts';
import type { ReadSource } from '../../operation.ts';
import type { BoundRead } from './bind-read.ts';
import type { BoundResources, BoundTable, ParameterSource } from './bound.ts';
import { valuesIn } from './constants.ts';
import type { ParameterForm, ReadForm, SourceForm } from './shared-meanings.ts';
import { identifierProblem, parameterProblem } from './request-parameter.ts';

/**
 * The form of a SELECT that was bound without a diagnostic. Undefined where a value decides more than what a request asks for: whether
 * parts make an Identifier, what a special table takes.
 */
export function readFormOf(read: BoundRead): ReadForm | undefined {
  const sources: SourceForm[] = [];
  for (const [index, { name, properties }] of read.sources.entries()) {
    const table = read.select.tables[index];
    if (table === undefined || !isAlikeForAllValues(table)) return undefined;
    sources.push({
      name,
      properties,
      type: table.type,
      regions: formOf(table.region),
      parameters: [...table.model, ['Identifier', table.identifier] as const].flatMap(([parameter, source]) => {
        const form = source && formOf(source);
        return form === undefined ? [] : [[parameter, form] as const];
      }),
    });
  }
  return { sources };
}

function isAlikeForAllValues(table: BoundTable): table is BoundResources {
  return (
    table.kind === 'resources' &&
    !table.isMaybeIdentified &&
    table.roleArn === undefined &&
    table.typeVersionId === undefined
  );
}

function formOf(source: ParameterSource): ParameterForm | undefined {
  if (source.kind === 'feed') return undefined;
  const { literals, values } = source;
  return literals.length > 0 ? { kind: 'literals', literals } : { kind: 'fixed', values };
}

/** Whether none of the values that go into requests is a mistake. */
export function isWithoutMistake({ sources }: ReadForm, filled: FilledStatement): boolean {
  return sources.every(
    ({ type, regions, parameters }) =>
      isFine(regions, filled, (value, literal) => parameterProblem('region', value, literal.at)) &&
      parameters.every(([name, form]) =>
        isFine(form, filled, (value, literal) =>
          name === 'Identifier'
            ? identifierProblem(type, value, literal.at)
            : parameterProblem(name, value, literal.at),
        ),
      ),
  );
}

function isFine(
  form: ParameterForm | undefined,
  filled: FilledStatement,
  problemOf: (value: Value, literal: Literal) => Diagnostic | undefined,
): boolean {
  if (form?.kind !== 'literals') return true;
  return form.literals.every((literal) =>
    valuesIn(filled.valueOf(literal)).every((value) => problemOf(value, literal) === undefined),
  );
}

/** Where the rows of a statement of this form come from. */
export function sourcesIn(form: ReadForm, filled: FilledStatement): readonly ReadSource[] {
  return form.sources.map(({ name, type, properties, regions, parameters }) => ({
    name,
    type,
    properties,
    regions: regions && valuesWith(regions, filled),
    parameters: new Map(parameters.map(([parameter, one]) => [parameter, valuesWith(one, filled)])),
  }));
}

function valuesWith(form: ParameterForm, filled: FilledStatement): readonly Value[] {
  if (form.kind === 'fixed') return form.values;
  return form.literals.flatMap((literal) => valuesIn(filled.valueOf(literal)));
}

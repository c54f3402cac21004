import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { ColumnUse } from '../../../query/statement.ts';
import type { Value } from '../../../values/value.ts';
import type { ParameterSource } from './bound.ts';
import { constantFor, feedFor, otherUseOf, valuesOf, type FoundConstant, type Leaks } from './constants.ts';
import { parameterProblem } from './request-parameter.ts';
import type { Scope } from './scope.ts';
import type { ScopeTable } from './scope-table.ts';

type IsParameter = (use: ColumnUse) => boolean;
type ProblemOf = (value: Value, at: Location) => Diagnostic | undefined;

/** Finds where the request parameters of one table come from, and judges the values that stand in the statement. */
export class ParameterSources {
  readonly diagnostics: Diagnostic[] = [];
  /** The conjuncts whose values went into requests. */
  readonly constants: FoundConstant[] = [];
  readonly #scope: Scope;
  readonly #table: ScopeTable;

  constructor(scope: Scope, table: ScopeTable) {
    this.#scope = scope;
    this.#table = table;
  }

  /** A parameter's values in the statement, or the table that feeds it. */
  find(isParameter: IsParameter, leaks: Leaks, problemOf: ProblemOf): ParameterSource | undefined {
    const constant = this.constant(isParameter, leaks, problemOf);
    if (constant !== undefined) return constant;
    const conjunct = feedFor(this.#scope, this.#table, isParameter);
    return conjunct === undefined ? undefined : { kind: 'feed', conjunct };
  }

  /** A parameter's values in the statement. */
  constant(
    isParameter: IsParameter,
    leaks: Leaks,
    problemOf: ProblemOf,
  ): Extract<ParameterSource, { kind: 'constant' }> | undefined {
    const found = constantFor(this.#scope, this.#table, isParameter, leaks);
    if (found === undefined) return undefined;
    this.constants.push(found);
    const { values: literals, column } = found.conjunct;
    for (const literal of literals) {
      for (const value of valuesOf([literal])) {
        const problem = problemOf(value, literal.at);
        if (problem !== undefined) this.diagnostics.push(problem);
      }
    }
    return { kind: 'constant', values: valuesOf(literals), at: column.at, literals };
  }

  /** The regions: those of the statement, else the one of statements that name none. */
  region(defaultRegion: Value | undefined, tableAt: Location): ParameterSource {
    const isRegion = isNamed('region');
    const found = this.find(isRegion, 'always', (value, at) => parameterProblem('region', value, at));
    if (found !== undefined) return found;
    const unclear = otherUseOf(this.#scope, this.#table, isRegion);
    if (unclear !== undefined) this.diagnostics.push(unclearRegion(unclear));
    else if (defaultRegion === undefined) this.diagnostics.push(noRegion(tableAt));
    const values = defaultRegion === undefined ? [] : [defaultRegion];
    return { kind: 'constant', values, at: undefined, literals: [] };
  }
}

export function isNamed(name: string): IsParameter {
  const wanted = name.toLowerCase();
  return (use) => use.name.toLowerCase() === wanted;
}

export function noRegion(at: Diagnostic['at']): Diagnostic {
  return mistake('input/region', 'no region is known for this statement', {
    ...(at === undefined ? {} : { at }),
    help: 'add region to the statement, give --region, or set AWS_REGION (in .env or with -e, too)',
  });
}

/** What such a condition leaves out of all regions would be left out without a word. */
function unclearRegion({ at }: ColumnUse): Diagnostic {
  return mistake('resource/parameter', 'This does not say which regions are asked', {
    at,
    help: "name them: region = '…' or region IN ('…', '…')",
  });
}

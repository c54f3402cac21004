import type { PreparedQuery } from '../operations/operation-source.ts';
import { secretsIn, unknownsIn } from '../values/reading.ts';
import type { PlainValue, Unknown } from '../values/value.ts';
import { literalsIn } from './literals.ts';

/** What a query has in its literals. */
export interface QueryContents {
  /** What must not be shown. */
  readonly secrets: readonly PlainValue[];
  readonly unknowns: readonly Unknown[];
}

const known = new WeakMap<PreparedQuery, QueryContents>();

/** Found once: a query is asked for several times in a run. */
export function queryContents(prepared: PreparedQuery): QueryContents {
  const found = known.get(prepared) ?? lookInto(prepared);
  known.set(prepared, found);
  return found;
}

function lookInto({ statements }: PreparedQuery): QueryContents {
  const values = statements.flatMap(({ statement }) => literalsIn(statement.text).map(({ value }) => value));
  return { secrets: values.flatMap(secretsIn), unknowns: values.flatMap(unknownsIn) };
}

import type { Location } from '../diagnostics/source.ts';
import type { Value } from '../values/value.ts';
import type { Literal, SqlToken } from './literal.ts';
import type { DeleteStatement, Predicate, UpdateStatement } from './statement.ts';

/** One resource, as a statement names it. */
export interface StatementTarget {
  /** `awscc.cognito.user_pools`. */
  readonly resource: string;
  readonly region: string;
  readonly identifier: string;
  /** What a person is shown where the statement is refused. */
  readonly at: Location;
}

/** `DELETE FROM … WHERE region = '…' AND Identifier = '…'`, made without text. */
export function makeDelete(target: StatementTarget): DeleteStatement {
  const where = predicatesOf(target);
  return {
    kind: 'delete',
    at: target.at,
    text: [code(`DELETE FROM ${target.resource}`), ...whereText(where)],
    resource: nameOf(target),
    where,
    returning: undefined,
  };
}

/** `UPDATE … SET PatchDocument = '…' WHERE …`. */
export function makeUpdate(target: StatementTarget, patch: Value): UpdateStatement {
  const where = predicatesOf(target);
  const value = literalOf(patch, target.at);
  return {
    kind: 'update',
    at: target.at,
    text: [
      code(`UPDATE ${target.resource}\nSET PatchDocument = `),
      { kind: 'literal', literal: value },
      ...whereText(where),
    ],
    resource: nameOf(target),
    set: [{ column: { name: 'PatchDocument', at: target.at }, value }],
    where,
    returning: undefined,
  };
}

function nameOf({ resource, at }: StatementTarget) {
  return { text: resource, parts: resource.split('.'), at };
}

function predicatesOf({
  region,
  identifier,
  at,
}: StatementTarget): readonly (Predicate & { values: readonly [Literal] })[] {
  return [
    { column: { name: 'region', at }, operator: '=', values: [literalOf(region, at)], at },
    { column: { name: 'Identifier', at }, operator: '=', values: [literalOf(identifier, at)], at },
  ];
}

function whereText(where: readonly (Predicate & { values: readonly [Literal] })[]): readonly SqlToken[] {
  return where.flatMap(({ column, values }, index): readonly SqlToken[] => [
    code(`${index === 0 ? '\nWHERE' : '\nAND'} ${column.name} = `),
    { kind: 'literal', literal: values[0] },
  ]);
}

function literalOf(value: Value, at: Location): Literal {
  return { kind: 'literal', value, form: 'single', wrapper: undefined, at };
}

function code(text: string): SqlToken {
  return { kind: 'code', text };
}

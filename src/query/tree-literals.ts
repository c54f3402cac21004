import type { Literal } from './literal.ts';
import { QueryPrinter, type QuerySink } from './print-query.ts';
import type { Expression, LiteralExpression, Query } from './tree.ts';

/** Every literal under a node, in order. */
export function literalsOf(node: Query | Expression): readonly Literal[] {
  const found: Literal[] = [];
  const printer = new QueryPrinter({
    ...silent,
    literal: ({ literal }: LiteralExpression) => void found.push(literal),
  });
  if ('kind' in node) printer.expression(node);
  else printer.query(node);
  return found;
}

const silent: QuerySink = {
  code: () => undefined,
  literal: () => undefined,
  column: () => undefined,
  table: () => undefined,
  star: () => undefined,
  nameOf: () => undefined,
  hiddenInputs: () => [],
  instead: () => undefined,
};

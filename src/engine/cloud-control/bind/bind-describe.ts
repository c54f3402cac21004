import type { Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DescribeStatement, ShowStatement } from '../../../query/statement.ts';
import type { DescribeOperation } from '../../operation.ts';
import { answerFromRegistry } from '../metadata/answer-from-registry.ts';
import type { BindContext } from './bound.ts';

/** SHOW and DESCRIBE are answered while they are understood: nothing has to be asked. */
export function bindDescribe(
  statement: ShowStatement | DescribeStatement,
  { registry }: BindContext,
): Parsed<DescribeOperation> {
  const { value: rows, diagnostics } = answerFromRegistry(statement, registry);
  if (rows === undefined) return { value: undefined, diagnostics };
  const { text, at } = statement;
  return { value: { kind: 'describe', text, at, rows }, diagnostics };
}

import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseDelete } from '../grammar/parse-write.ts';
import type { DeleteStatement } from '../statement.ts';
import { readPredicates } from './read-predicates.ts';
import { readReturning } from './read-returning.ts';
import { textOf } from '../grammar/statement-text.ts';
import { resourceName } from './resource-name.ts';

export function readDelete(reader: LexemeReader): DeleteStatement {
  const tree = parseDelete(reader);
  return {
    kind: 'delete',
    at: reader.since(0),
    text: textOf(reader, 0, reader.index),
    resource: resourceName(tree.resource),
    where: readPredicates(tree.where, reader),
    returning: readReturning(tree.returning),
  };
}

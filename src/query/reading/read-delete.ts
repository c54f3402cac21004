import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseDelete } from '../grammar/parse-write.ts';
import type { DeleteStatement } from '../statement.ts';
import { readPredicates } from './read-predicates.ts';
import { readReturning } from './read-returning.ts';
import { StatementText } from './statement-text.ts';

export function readDelete(reader: LexemeReader): DeleteStatement {
  const tree = parseDelete(reader);
  const text = new StatementText(reader);
  const whole = reader.since(0);
  return {
    kind: 'delete',
    at: reader.placeOf(whole),
    text: text.of(whole),
    resource: text.resourceName(tree.resource),
    where: readPredicates(tree.where, reader, text),
    returning: readReturning(tree.returning, text),
  };
}

import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseUpdate } from '../grammar/parse-write.ts';
import type { UpdateStatement } from '../statement.ts';
import { partsOf } from './expression-parts.ts';
import { readPredicates } from './read-predicates.ts';
import { readReturning } from './read-returning.ts';
import { readValue } from './read-value.ts';
import { textOf } from '../grammar/statement-text.ts';
import { joinedName, resourceName } from './resource-name.ts';

export function readUpdate(reader: LexemeReader): UpdateStatement {
  const tree = parseUpdate(reader);
  return {
    kind: 'update',
    at: reader.since(0),
    text: textOf(reader, 0, reader.index),
    resource: resourceName(tree.resource),
    set: tree.set.map(({ column, value }) => {
      if (partsOf(value).hasSubselect) {
        reader.report(
          'a subselect cannot stand in SET',
          value.at,
          'let a query resource export the value and put it in with a template',
        );
      }
      const name = joinedName(column);
      return { column: { name, at: column.at }, value: readValue(value, reader) };
    }),
    where: readPredicates(tree.where, reader),
    returning: readReturning(tree.returning),
  };
}

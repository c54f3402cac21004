import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseUpdate } from '../grammar/parse-write.ts';
import type { UpdateStatement } from '../statement.ts';
import { partsOf } from './expression-parts.ts';
import { readPredicates } from './read-predicates.ts';
import { readReturning } from './read-returning.ts';
import { readValue } from './read-value.ts';
import { StatementText } from './statement-text.ts';

export function readUpdate(reader: LexemeReader): UpdateStatement {
  const tree = parseUpdate(reader);
  const text = new StatementText(reader);
  const whole = reader.since(0);
  return {
    kind: 'update',
    at: reader.placeOf(whole),
    text: text.of(whole),
    resource: text.resourceName(tree.resource),
    set: tree.set.map(({ column, value }) => {
      if (partsOf(value).hasSubselect) {
        reader.report(
          'a subselect cannot stand in SET',
          reader.placeOf(value),
          'let a query resource export the value and put it in with a template',
        );
      }
      const name = column.parts.map((part) => part.name).join('.');
      return { column: { name, at: reader.placeOf(column) }, value: readValue(value, reader, text) };
    }),
    where: readPredicates(tree.where, reader, text),
    returning: readReturning(tree.returning, text),
  };
}

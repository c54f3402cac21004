import type { LexemeReader } from './lexeme-reader.ts';
import { parseExpression } from './parse-expression.ts';
import { parseItems } from './parse-items.ts';
import { parseQuery } from './parse-query.ts';
import { sqlGrammar } from './sql-grammar.ts';
import { textOf } from './statement-text.ts';
import type { Expression, Path } from '../tree.ts';
import type { DeleteTree, InsertTree, ReturningTree, UpdateTree } from './write-trees.ts';

/** `INSERT INTO name (columns) VALUES … | SELECT … [RETURNING …]`. */
export function parseInsert(reader: LexemeReader): InsertTree {
  reader.expectWord('INSERT');
  if (reader.isWord('OR')) unsupported(reader, 'INSERT OR …');
  reader.expectWord('INTO');
  const into = reader.path('a resource');
  if (reader.isWord('DEFAULT')) unsupported(reader, 'DEFAULT VALUES');
  if (!reader.isSymbol('(') || reader.isWordAhead(1, 'SELECT', 'WITH')) {
    reader.refuse('sql/syntax', 'an INSERT names its columns', reader.peek().at, {
      help: 'write the property names in parentheses behind the resource: (BucketName, region)',
    });
  }
  const open = reader.index;
  const columns: Path[] = [];
  reader.expectSymbol('(');
  do columns.push(reader.path('a column', 'any'));
  while (reader.symbol(',') !== undefined);
  reader.expectSymbol(')');
  const columnsAt = reader.since(open);
  if (reader.isWord('DEFAULT')) unsupported(reader, 'DEFAULT VALUES');
  if (!reader.isWord('SELECT', 'VALUES', 'WITH')) reader.expected('SELECT or VALUES', ['SELECT', 'VALUES']);
  const from = reader.index;
  const query = parseQuery(reader, sqlGrammar);
  const queryText = textOf(reader, from, reader.index);
  if (reader.isWord('ON')) unsupported(reader, 'ON CONFLICT');
  const returning = parseReturning(reader);
  reader.expectEnd('RETURNING');
  return { into, columns, columnsAt, query, queryText, returning };
}

/** `UPDATE name SET column = value, … [WHERE …] [RETURNING …]`. */
export function parseUpdate(reader: LexemeReader): UpdateTree {
  reader.expectWord('UPDATE');
  if (reader.isWord('OR')) unsupported(reader, 'UPDATE OR …');
  const resource = reader.path('a resource');
  if (reader.isWord('AS')) unsupported(reader, 'an alias in UPDATE');
  reader.expectWord('SET');
  const set: { readonly column: Path; readonly value: Expression }[] = [];
  do {
    if (reader.isSymbol('(')) unsupported(reader, 'a list of columns in SET');
    const column = reader.path('a column', 'any');
    reader.expectSymbol('=');
    set.push({ column, value: parseExpression(reader, sqlGrammar) });
  } while (reader.symbol(',') !== undefined);
  if (reader.isWord('FROM')) unsupported(reader, 'UPDATE … FROM');
  return { resource, set, ...parseTail(reader) };
}

/** `DELETE FROM name [WHERE …] [RETURNING …]`. */
export function parseDelete(reader: LexemeReader): DeleteTree {
  reader.expectWord('DELETE');
  reader.expectWord('FROM');
  const resource = reader.path('a resource');
  if (reader.isWord('AS')) unsupported(reader, 'an alias in DELETE');
  if (reader.isWord('USING')) unsupported(reader, 'DELETE … USING');
  return { resource, ...parseTail(reader) };
}

function parseTail(reader: LexemeReader): {
  readonly where: Expression | undefined;
  readonly returning: ReturningTree | undefined;
} {
  const where = reader.word('WHERE') === undefined ? undefined : parseExpression(reader, sqlGrammar);
  if (reader.isWord('ORDER', 'LIMIT')) unsupported(reader, 'ORDER BY and LIMIT of a write');
  const returning = parseReturning(reader);
  reader.expectEnd('WHERE', 'RETURNING');
  return { where, returning };
}

function parseReturning(reader: LexemeReader): ReturningTree | undefined {
  if (reader.word('RETURNING') === undefined) return undefined;
  return { items: parseItems(reader, sqlGrammar) };
}

function unsupported(reader: LexemeReader, what: string): never {
  reader.refuse('sql/unsupported', `${what} cannot be carried out`, reader.peek().at);
}

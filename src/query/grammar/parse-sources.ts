import type { LexemeReader } from './lexeme-reader.ts';
import { parseExpression, parseExpressions } from './parse-expression.ts';
import { nameList, parseAlias, parseQuery } from './parse-query.ts';
import type { Expression, Joined, Name, TableSource } from './tree.ts';

/** What follows FROM: sources with commas and joins between them. */
export function parseSources(reader: LexemeReader): readonly Joined[] {
  const found: Joined[] = [{ join: 'first', isNatural: false, source: parseSource(reader), on: undefined, using: [] }];
  for (;;) {
    const join = parseJoin(reader);
    if (join === undefined) return found;
    const source = parseSource(reader);
    found.push({ ...join, source, ...parseCondition(reader) });
  }
}

function parseJoin(reader: LexemeReader): Pick<Joined, 'join' | 'isNatural'> | undefined {
  if (reader.symbol(',') !== undefined) return { join: 'cross', isNatural: false };
  const isNatural = reader.word('NATURAL') !== undefined;
  const kind = reader.word('LEFT', 'RIGHT', 'FULL', 'INNER', 'CROSS');
  if (kind === 'LEFT' || kind === 'RIGHT' || kind === 'FULL') reader.word('OUTER');
  if (!isNatural && kind === undefined && !reader.isWord('JOIN')) return undefined;
  reader.expectWord('JOIN');
  return { join: joinOf(kind), isNatural };
}

function joinOf(kind: string | undefined): Joined['join'] {
  switch (kind) {
    case 'LEFT':
      return 'left';
    case 'RIGHT':
      return 'right';
    case 'FULL':
      return 'full';
    case 'CROSS':
      return 'cross';
    default:
      return 'inner';
  }
}

function parseCondition(reader: LexemeReader): {
  readonly on: Expression | undefined;
  readonly using: readonly Name[];
} {
  if (reader.word('ON') !== undefined) return { on: parseExpression(reader), using: [] };
  return { on: undefined, using: reader.word('USING') === undefined ? [] : nameList(reader) };
}

function parseSource(reader: LexemeReader): TableSource {
  const from = reader.index;
  if (reader.isSymbol('(')) {
    reader.next();
    if (reader.isWord('SELECT', 'WITH', 'VALUES')) {
      const query = reader.nested(() => parseQuery(reader));
      reader.expectSymbol(')');
      return { kind: 'query', query, alias: parseAlias(reader), ...reader.since(from) };
    }
    const members = reader.nested(() => parseSources(reader));
    reader.expectSymbol(')');
    return { kind: 'group', members, ...reader.since(from) };
  }
  const path = reader.path('a table');
  const [name] = path.parts;
  if (path.parts.length === 1 && reader.symbol('(') !== undefined) {
    const inputs = reader.isSymbol(')') ? [] : reader.nested(() => parseExpressions(reader));
    reader.expectSymbol(')');
    return { kind: 'function', name, inputs, alias: parseAlias(reader), ...reader.since(from) };
  }
  return { kind: 'table', path, alias: parseAlias(reader), ...reader.since(from) };
}

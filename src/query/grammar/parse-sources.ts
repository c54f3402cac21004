import type { ColumnExpression, Joined, Name, TableSource } from '../tree.ts';
import { parseExpressions, type Grammar } from './grammar.ts';
import type { LexemeReader } from './lexeme-reader.ts';
import { parseAlias, parseNames } from './parse-alias.ts';

/** What follows FROM: sources with commas and joins between them. */
export function parseSources(reader: LexemeReader, grammar: Grammar): readonly Joined[] {
  const source = parseSource(reader, grammar);
  const found: Joined[] = [{ join: 'first', isNatural: false, source, on: undefined, using: [] }];
  for (;;) {
    const join = parseJoin(reader);
    if (join === undefined) return found;
    const source = parseSource(reader, grammar);
    found.push({ ...join, source, ...parseCondition(reader, grammar) });
  }
}

function parseJoin(reader: LexemeReader): Pick<Joined, 'join' | 'isNatural'> | undefined {
  if (reader.symbol(',') !== undefined) return { join: 'comma', isNatural: false };
  const isNatural = reader.word('NATURAL') !== undefined;
  const kind = reader.word('LEFT', 'RIGHT', 'FULL', 'INNER', 'CROSS');
  if (kind === 'LEFT' || kind === 'RIGHT' || kind === 'FULL') reader.word('OUTER');
  if (!isNatural && kind === undefined && !reader.isWord('JOIN')) return undefined;
  reader.expectWord('JOIN');
  return { join: joinOf(kind), isNatural };
}

function joinOf(kind: 'LEFT' | 'RIGHT' | 'FULL' | 'INNER' | 'CROSS' | undefined): Joined['join'] {
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

function parseCondition(reader: LexemeReader, grammar: Grammar): Pick<Joined, 'on' | 'using'> {
  if (reader.word('ON') !== undefined) return { on: grammar.expression(reader, grammar), using: [] };
  return { on: undefined, using: reader.word('USING') === undefined ? [] : parseNames(reader).map(columnOf) };
}

function columnOf({ name, text, at }: Name): ColumnExpression {
  return { kind: 'column', qualifier: undefined, name, text, at };
}

function parseSource(reader: LexemeReader, grammar: Grammar): TableSource {
  const from = reader.index;
  if (reader.isSymbol('(')) {
    reader.next();
    if (reader.isWord('SELECT', 'WITH', 'VALUES')) {
      const query = reader.nested(() => grammar.query(reader, grammar));
      reader.expectSymbol(')');
      return { kind: 'query', query, alias: parseAlias(reader), at: reader.since(from) };
    }
    const members = reader.nested(() => parseSources(reader, grammar));
    reader.expectSymbol(')');
    return { kind: 'group', members, at: reader.since(from) };
  }
  const path = reader.path('a table');
  const [name] = path.parts;
  if (path.parts.length === 1 && reader.symbol('(') !== undefined) {
    const inputs = reader.isSymbol(')') ? [] : reader.nested(() => parseExpressions(reader, grammar));
    reader.expectSymbol(')');
    return { kind: 'function', name, inputs, alias: parseAlias(reader), at: reader.since(from) };
  }
  return { kind: 'table', path, alias: parseAlias(reader), at: reader.since(from) };
}

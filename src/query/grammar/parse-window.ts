import type { FrameBound, OrderTerm, Window, WindowFrame } from '../tree.ts';
import { parseExpressions, type Grammar } from './grammar.ts';
import type { LexemeReader } from './lexeme-reader.ts';

/** ORDER BY with what follows it; empty where it does not stand here. */
export function parseOrderBy(reader: LexemeReader, grammar: Grammar): readonly OrderTerm[] {
  const terms: OrderTerm[] = [];
  if (reader.word('ORDER') === undefined) return terms;
  reader.expectWord('BY');
  do {
    const expression = grammar.expression(reader, grammar);
    const direction = reader.word('ASC', 'DESC');
    const nulls = reader.word('NULLS') === undefined ? undefined : reader.expectWord('FIRST', 'LAST');
    terms.push({ expression, direction, nulls });
  } while (reader.symbol(',') !== undefined);
  return terms;
}

/** `(PARTITION BY … ORDER BY … ROWS BETWEEN …)`. */
export function parseWindow(reader: LexemeReader, grammar: Grammar): Window {
  reader.expectSymbol('(');
  const isBegun = reader.isWord('PARTITION', 'ORDER', 'ROWS', 'RANGE', 'GROUPS') || reader.isSymbol(')');
  const base = isBegun ? undefined : reader.name('a window');
  let partitionBy: Window['partitionBy'] = [];
  if (reader.word('PARTITION') !== undefined) {
    reader.expectWord('BY');
    partitionBy = reader.nested(() => parseExpressions(reader, grammar));
  }
  const orderBy = reader.nested(() => parseOrderBy(reader, grammar));
  const frame = parseFrame(reader, grammar);
  reader.expectSymbol(')');
  return { base, partitionBy, orderBy, frame };
}

function parseFrame(reader: LexemeReader, grammar: Grammar): WindowFrame | undefined {
  const unit = reader.word('ROWS', 'RANGE', 'GROUPS');
  if (unit === undefined) return undefined;
  const isBetween = reader.word('BETWEEN') !== undefined;
  const start = parseBound(reader, grammar);
  let end: FrameBound | undefined;
  if (isBetween) {
    reader.expectWord('AND');
    end = parseBound(reader, grammar);
  }
  return { unit, start, end, exclude: parseExclude(reader) };
}

function parseExclude(reader: LexemeReader): WindowFrame['exclude'] {
  if (reader.word('EXCLUDE') === undefined) return undefined;
  const what = reader.expectWord('NO', 'CURRENT', 'GROUP', 'TIES');
  if (what === 'NO') {
    reader.expectWord('OTHERS');
    return 'NO OTHERS';
  }
  if (what === 'CURRENT') {
    reader.expectWord('ROW');
    return 'CURRENT ROW';
  }
  return what;
}

function parseBound(reader: LexemeReader, grammar: Grammar): FrameBound {
  if (reader.word('CURRENT') !== undefined) {
    reader.expectWord('ROW');
    return { kind: 'current' };
  }
  const isUnbounded = reader.word('UNBOUNDED') !== undefined;
  const distance = isUnbounded ? undefined : reader.nested(() => grammar.arithmetic(reader, grammar));
  return { kind: 'distance', distance, side: reader.expectWord('PRECEDING', 'FOLLOWING') };
}

import type { LexemeReader } from './lexeme-reader.ts';
import { parseArithmetic, parseExpression, parseExpressions } from './parse-expression.ts';
import type { Expression } from './tree.ts';

/** What follows ORDER BY. */
export function parseOrderTerms(reader: LexemeReader): readonly Expression[] {
  const found: Expression[] = [];
  do {
    found.push(parseExpression(reader));
    reader.word('ASC', 'DESC');
    if (reader.word('NULLS') !== undefined) reader.expectWord('FIRST', 'LAST');
  } while (reader.symbol(',') !== undefined);
  return found;
}

/** `(PARTITION BY … ORDER BY … ROWS BETWEEN …)`. */
export function parseWindow(reader: LexemeReader): readonly Expression[] {
  const found: Expression[] = [];
  reader.expectSymbol('(');
  if (!reader.isWord('PARTITION', 'ORDER', 'ROWS', 'RANGE', 'GROUPS') && !reader.isSymbol(')')) reader.name('a window');
  if (reader.word('PARTITION') !== undefined) {
    reader.expectWord('BY');
    found.push(...reader.nested(() => parseExpressions(reader)));
  }
  if (readOrderBy(reader)) found.push(...reader.nested(() => parseOrderTerms(reader)));
  if (reader.word('ROWS', 'RANGE', 'GROUPS') !== undefined) {
    if (reader.word('BETWEEN') === undefined) {
      found.push(...frameBound(reader));
    } else {
      found.push(...frameBound(reader));
      reader.expectWord('AND');
      found.push(...frameBound(reader));
    }
    if (reader.word('EXCLUDE') !== undefined) {
      const what = reader.expectWord('NO', 'CURRENT', 'GROUP', 'TIES');
      if (what === 'NO') reader.expectWord('OTHERS');
      if (what === 'CURRENT') reader.expectWord('ROW');
    }
  }
  reader.expectSymbol(')');
  return found;
}

function frameBound(reader: LexemeReader): readonly Expression[] {
  if (reader.word('CURRENT') !== undefined) {
    reader.expectWord('ROW');
    return [];
  }
  const found = reader.word('UNBOUNDED') === undefined ? [reader.nested(() => parseArithmetic(reader, 0))] : [];
  reader.expectWord('PRECEDING', 'FOLLOWING');
  return found;
}

/** Reads ORDER BY if it stands here. */
export function readOrderBy(reader: LexemeReader): boolean {
  if (reader.word('ORDER') === undefined) return false;
  reader.expectWord('BY');
  return true;
}

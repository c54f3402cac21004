import { formatSql } from '../../query/format-statement.ts';
import type { Statement } from '../../query/statement.ts';
import type { ShownRows } from '../../report/formats/result-format.ts';
import { isWrite, type Asker } from './asker.ts';
import { writtenLines } from './written-lines.ts';

const noRows: ShownRows = { columns: [], rows: [] };

/**
 * Shows a write before it is sent, carries the statement out, and tells what was written or what went wrong. Yields the rows to be
 * shown, which have no columns where a write returns none; undefined where the statement failed.
 */
export async function answerStatement(
  statement: Statement,
  asker: Asker,
  tools: { readonly say: (text: string) => void; readonly signal: AbortSignal },
): Promise<ShownRows | undefined> {
  const { say, signal } = tools;
  if (isWrite(statement)) say(formatSql(statement.text, 'shown').trim() + ';');
  const answer = await asker.carryOut(statement, signal);
  if (!answer.ok) {
    // What reads were under way then is of no use to anyone; of a write it has to be said how far it came.
    say(signal.aborted && !isWrite(statement) ? 'interrupted' : asker.tellTrouble(answer.error));
    return undefined;
  }
  if (answer.value.kind === 'rows') return asker.shown(answer.value.rows);
  const { written } = answer.value;
  if (isWrite(statement)) for (const line of writtenLines(statement.kind, written)) say(line);
  return written.returned === undefined ? noRows : asker.shown(written.returned);
}

import type { ShownRows } from '../../report/formats/result-format.ts';
import { isWrite, type Operation } from '../../engine/operation.ts';
import type { Asker } from './asker.ts';
import { echoedStatement } from './echoed-statement.ts';
import { writtenLines } from './written-lines.ts';

const noRows: ShownRows = { columns: [], rows: [] };

/**
 * Shows a write before it is sent, carries the statement out, and tells what was written or what went wrong. Yields the rows to be
 * shown, which have no columns where a write returns none; undefined where the statement failed.
 */
export async function answerStatement(
  operation: Operation,
  asker: Asker,
  tools: { readonly say: (text: string) => void; readonly signal: AbortSignal },
): Promise<ShownRows | undefined> {
  const { say, signal } = tools;
  if (isWrite(operation)) say(echoedStatement(operation));
  const answer = await asker.statements.carryOut(operation, signal);
  if (!answer.ok) {
    // What reads were under way then is of no use to anyone; of a write it has to be said how far it came.
    say(signal.aborted && !isWrite(operation) ? 'interrupted' : asker.tellFailure(answer.error));
    return undefined;
  }
  if (answer.value.kind === 'rows') return asker.shown(answer.value.rows);
  const { written } = answer.value;
  if (isWrite(operation)) for (const line of writtenLines(operation.kind, written)) say(line);
  return written.returned === undefined ? noRows : asker.shown(written.returned);
}

import { count } from '../../base/text.ts';
import { hasErrors, mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatSql } from '../../query/format-statement.ts';
import type { Statement } from '../../query/statement.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { findFormat } from '../../report/formats/index.ts';
import type { ResultFormat } from '../../report/formats/result-format.ts';
import { isWrite, openAsker, type Asker, type AskOptions } from '../asking/asker.ts';
import { readStatements } from '../asking/read-statements.ts';
import { createRequestLog, type RequestLog } from '../asking/request-log.ts';
import { writtenLines } from '../asking/written-lines.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';

export interface QueryOptions extends AskOptions {
  readonly file: string | undefined;
  readonly format: string;
  readonly width: string | undefined;
  readonly write: boolean;
  readonly showRequests: boolean;
}

/** Reads statements, checks all of them, and carries them out in order until one fails. */
export async function query(sql: string | undefined, options: QueryOptions, context: Context): Promise<ExitCode> {
  const refuse = (text: string): ExitCode => {
    context.errors.write(text + '\n');
    return exitCodes.failed.code;
  };
  const palette = paletteFor(options, context);
  const width = readWidth(options.width, context);
  const format = findFormat(options.format);
  if (width === 'wrong' || format === undefined) {
    return refuse(formatDiagnostics([wrongWidth(options.width)], palette));
  }
  const read = await readStatements(sql, options.file, context);
  if (read.value === undefined) return refuse(formatDiagnostics(read.diagnostics, palette));
  const requests = createRequestLog();
  const opened = await openAsker(options, context, { emit: requests.emit });
  if (!opened.ok) return refuse(opened.error);
  const asker = opened.value;
  try {
    const { value: statements = [], diagnostics: parsed } = await asker.parse(read.value);
    const diagnostics = [...parsed, ...(hasErrors(parsed) ? [] : refusals(statements, options))];
    if (diagnostics.length > 0) context.errors.write(asker.tell(diagnostics) + '\n');
    if (hasErrors(diagnostics)) return exitCodes.failed.code;
    if (statements.length === 0) return refuse('there is no statement in it');
    return await carryOutAll(
      statements,
      { asker, format, width, requests, showRequests: options.showRequests },
      context,
    );
  } finally {
    await asker.close();
  }
}

interface Run {
  readonly asker: Asker;
  readonly format: ResultFormat;
  readonly width: number | undefined;
  readonly requests: RequestLog;
  readonly showRequests: boolean;
}

/** Results are written at the end, also after a failure: what was asked for before it is known. */
async function carryOutAll(statements: readonly Statement[], run: Run, context: Context): Promise<ExitCode> {
  const { asker, format } = run;
  const say = (text: string): void => context.errors.write(asker.masker.mask(text) + '\n');
  const results: string[] = [];
  let failedAt: number | undefined;
  for (const [index, statement] of statements.entries()) {
    if (isWrite(statement)) say(formatSql(statement.text, 'shown').trim() + ';');
    const answer = await asker.carryOut(statement, context.signal);
    if (run.showRequests) for (const line of run.requests.take()) say(asker.palette.quiet(line));
    if (!answer.ok) {
      say(asker.tellTrouble(answer.error));
      failedAt = index;
      break;
    }
    if (answer.value.kind === 'written' && isWrite(statement)) {
      for (const line of writtenLines(statement.kind, answer.value.written)) say(line);
    }
    const rows = answer.value.kind === 'rows' ? answer.value.rows : answer.value.written.returned;
    if (rows === undefined) continue;
    const shown = asker.shown(rows);
    results.push(format.format(shown, { width: run.width }));
    if (format.name === 'table' || format.name === 'lines') say(asker.palette.quiet(count(rows.rows.length, 'row')));
  }
  if (results.length > 0) context.output.write(format.join(results));
  if (failedAt === undefined) return exitCodes.done.code;
  if (statements.length > 1) say(notCarriedOut(failedAt, statements.length));
  return exitCodes.failed.code;
}

function notCarriedOut(failedAt: number, total: number): string {
  const left = total - failedAt - 1;
  const rest =
    left === 0 ? '' : `; ${count(left, 'statement')} after it ${left === 1 ? 'was' : 'were'} not carried out`;
  return `statement ${failedAt + 1} of ${total} failed${rest}`;
}

function refusals(statements: readonly Statement[], options: QueryOptions): readonly Diagnostic[] {
  if (options.write) return [];
  return statements.filter(isWrite).map((statement) =>
    mistake('input/write', `${statement.kind.toUpperCase()} would change the cloud`, {
      at: statement.at,
      help: 'add --write to let it',
    }),
  );
}

/** A terminal's width, or the one that is asked for; a pipe has none. */
function readWidth(given: string | undefined, context: Context): number | undefined | 'wrong' {
  if (given !== undefined) return /^\d{2,4}$/.test(given) ? Number(given) : 'wrong';
  return context.output.isTerminal ? context.output.columns() : undefined;
}

function wrongWidth(given: string | undefined): Diagnostic {
  return mistake('input/option', `--width ${given ?? ''} is no number of columns from 10 to 9999`);
}

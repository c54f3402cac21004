import { count } from '../../base/text.ts';
import { hasErrors, mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Source } from '../../diagnostics/source.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { findFormat } from '../../report/formats/index.ts';
import type { ResultFormat } from '../../report/formats/result-format.ts';
import type { Operation } from '../../engine/operation.ts';
import { answerStatement } from '../asking/answer-statement.ts';
import { openAsker, type Asker, type AskOptions } from '../asking/asker.ts';
import { readStatements } from '../asking/read-statements.ts';
import { refuseWrites } from '../asking/refuse-writes.ts';
import { createRequestLog, type RequestLog } from '../asking/request-log.ts';
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
    const { value: operations = [], diagnostics: parsed } = await asker.statements.parse(read.value);
    const diagnostics = [...parsed, ...(hasErrors(parsed) ? [] : refusals(operations, read.value, options))];
    if (diagnostics.length > 0) context.errors.write(asker.tell(diagnostics) + '\n');
    if (hasErrors(diagnostics)) return exitCodes.failed.code;
    return await carryOutAll(
      operations,
      { asker, format, width, requests, showRequests: options.showRequests },
      context,
    );
  } finally {
    await asker.statements.close();
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
async function carryOutAll(operations: readonly Operation[], run: Run, context: Context): Promise<ExitCode> {
  const { asker, format, requests } = run;
  const say = (text: string): void => context.errors.write(context.masker.mask(text) + '\n');
  const results: string[] = [];
  for (const operation of operations) {
    const rows = await answerStatement(operation, asker, { say, signal: context.stopping.stop });
    if (run.showRequests) for (const line of requests.take()) say(asker.palette.quiet(line));
    if (rows === undefined) break;
    results.push(format.format(rows, { width: run.width }));
    if (format.countsRows && rows.columns.length > 0) say(asker.palette.quiet(count(rows.rows.length, 'row')));
  }
  if (results.length > 0) context.output.write(format.join(results, operations.length));
  if (results.length === operations.length) return exitCodes.done.code;
  if (operations.length > 1) say(notCarriedOut(results.length, operations.length));
  return exitCodes.failed.code;
}

function notCarriedOut(failedAt: number, total: number): string {
  const left = total - failedAt - 1;
  const rest =
    left === 0 ? '' : `; ${count(left, 'statement')} after it ${left === 1 ? 'was' : 'were'} not carried out`;
  return `statement ${failedAt + 1} of ${total} failed${rest}`;
}

function refusals(operations: readonly Operation[], { path }: Source, options: QueryOptions): readonly Diagnostic[] {
  if (operations.length === 0) return [mistake('input/statement', `there is no statement in ${path}`)];
  return options.write ? [] : refuseWrites(operations, 'add --write to let it');
}

/** A terminal's width, or the one that is asked for; a pipe has none. */
function readWidth(given: string | undefined, context: Context): number | undefined | 'wrong' {
  if (given !== undefined) return /^\d{2,4}$/.test(given) ? Number(given) : 'wrong';
  return context.output.isTerminal ? context.output.columns() : undefined;
}

function wrongWidth(given: string | undefined): Diagnostic {
  return mistake('input/option', `--width ${given ?? ''} is no number of columns from 10 to 9999`);
}

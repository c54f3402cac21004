import { Readable } from 'node:stream';
import { sqlFunctions } from '../../engine/functions/index.ts';
import { findFormat } from '../../report/formats/index.ts';
import { tableFormat } from '../../report/formats/table.ts';
import { openAsker, type Asker, type AskOptions } from '../asking/asker.ts';
import { createRequestLog } from '../asking/request-log.ts';
import { describeTarget } from '../api-options.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { complete, type CompletionFacts } from '../shell/complete.ts';
import { entriesOf, historyPath, mayHoldSecret, openHistory } from '../shell/history.ts';
import { openPipe, type LineSource } from '../shell/line-source.ts';
import { metaCommands } from '../shell/meta-commands.ts';
import { ShellSession } from '../shell/shell-session.ts';
import { columnNames, tableNames } from '../shell/tables.ts';
import { openTerminal } from '../shell/terminal.ts';

export interface ShellOptions extends AskOptions {
  readonly format: string;
  readonly write: boolean;
}

/** Asks for one statement after the other. On a terminal a mistake is told and the shell goes on; in a pipe the first one ends it. */
export async function shell(options: ShellOptions, context: Context): Promise<ExitCode> {
  const requests = createRequestLog();
  const opened = await openAsker(options, context, { emit: requests.emit, isSession: true });
  if (!opened.ok) {
    context.errors.write(opened.error + '\n');
    return exitCodes.failed.code;
  }
  const asker = opened.value;
  const isTerminal = context.input?.isTerminal === true && context.output.isTerminal;
  const history = openHistory(isTerminal ? historyPath(context.environment) : undefined);
  const remember = (text: string, onlyReads: boolean): void => {
    const entries = entriesOf(text);
    const [entry = ''] = entries;
    if (entries.length === 1) source.join(new Set(text.split('\n').map((line) => line.trim())), entry);
    if (!mayHoldSecret(text, onlyReads, (masked) => context.masker.mask(masked))) history.add(entries);
  };
  const format = findFormat(options.format) ?? tableFormat;
  const session = new ShellSession({ context, asker, requests, format, write: options.write, remember });
  const target = targetWord(options, context);
  const prompt = (): void => source.prompt(promptOf(session, asker, target));
  const source = openSource({ context, asker, session, isTerminal, history: history.entries, prompt });
  try {
    if (isTerminal) session.say(`Asking ${describeTarget(options, context)}. \\? helps, \\q leaves.`);
    return await readAll({ source, session, prompt, isTerminal, signal: context.stopping.stop });
  } finally {
    await asker.statements.close();
  }
}

interface Sourcing {
  readonly context: Context;
  readonly asker: Asker;
  readonly session: ShellSession;
  readonly isTerminal: boolean;
  readonly history: readonly string[];
  readonly prompt: () => void;
}

function openSource({ context, asker, session, isTerminal, history, prompt }: Sourcing): LineSource {
  const { input, output } = context;
  if (!isTerminal || input === undefined) return openPipe(input?.stream ?? Readable.from([]));
  const { registry } = asker.statements;
  const facts: CompletionFacts = {
    tables: tableNames(registry),
    functions: sqlFunctions.map((sqlFunction) => sqlFunction.name),
    metaCommands: metaCommands.map((command) => command.name),
    columnsOf: (table) => columnNames(table, registry),
  };
  return openTerminal({
    input: input.stream,
    output,
    history,
    complete: (line) => complete(line, session.begun, facts),
    onInterrupt: () => session.interrupt(),
    onDiscard: () => {
      session.discard();
      prompt();
    },
  });
}

interface Reading {
  readonly source: LineSource;
  readonly session: ShellSession;
  readonly prompt: () => void;
  readonly isTerminal: boolean;
  readonly signal: AbortSignal;
}

async function readAll({ source, session, prompt, isTerminal, signal }: Reading): Promise<ExitCode> {
  const stop = (): void => {
    session.interrupt();
    source.close();
  };
  signal.addEventListener('abort', stop, { once: true });
  const isOver = (): boolean => session.ended || signal.aborted || (session.failed && !isTerminal);
  prompt();
  for await (const line of source.lines) {
    await session.read(line);
    if (isOver()) break;
    prompt();
  }
  signal.removeEventListener('abort', stop);
  source.close();
  // The last statement of a pipe may lack its semicolon.
  if (!isTerminal && !isOver()) await session.finish();
  const isGood = !signal.aborted && (isTerminal || !session.failed);
  return isGood ? exitCodes.done.code : exitCodes.failed.code;
}

/** `us-east-1 local> `, and as wide in the lines that go on. */
function promptOf({ begun }: ShellSession, { statements: { region } }: Asker, target: string): string {
  const first = `${region ?? 'no region'} ${target}> `;
  return begun === '' ? first : '-> '.padStart(first.length);
}

/** What is asked, in a word: `local`, `aws`, `aws:PROFILE`, or the host of another endpoint. */
function targetWord(options: ShellOptions, context: Context): string {
  if (options.local) return 'local';
  const target = describeTarget(options, context);
  if (URL.canParse(target)) return new URL(target).host;
  const profile = options.profile ?? context.environment.get('AWS_PROFILE') ?? '';
  return profile === '' ? 'aws' : `aws:${profile}`;
}

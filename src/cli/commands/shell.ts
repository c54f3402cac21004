import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { count } from '../../base/text.ts';
import { hasErrors, mistake } from '../../diagnostics/diagnostic.ts';
import { sqlFunctions } from '../../engine/functions/index.ts';
import { formatSql } from '../../query/format-statement.ts';
import { isBlankSql, statementEnd } from '../../query/statement-end.ts';
import type { Statement } from '../../query/statement.ts';
import { formatDuration } from '../../report/duration.ts';
import { findFormat } from '../../report/formats/index.ts';
import { linesFormat } from '../../report/formats/lines.ts';
import type { ResultFormat, ShownRows } from '../../report/formats/result-format.ts';
import { tableFormat } from '../../report/formats/table.ts';
import { isWrite, openAsker, type Asker, type AskOptions } from '../asking/asker.ts';
import { createRequestLog, type RequestLog } from '../asking/request-log.ts';
import { writtenLines } from '../asking/written-lines.ts';
import type { Context, Input } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { describeTarget } from '../open-target.ts';
import { complete } from '../shell/complete.ts';
import { entriesOf, historyPath, mayHoldSecret, openHistory, type History } from '../shell/history.ts';
import { columnNames, metaCommands, runMetaCommand, tableNames, type ShellState } from '../shell/meta-commands.ts';

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
  try {
    return await new Shell(options, context, opened.value, requests).run();
  } finally {
    await opened.value.close();
  }
}

class Shell {
  readonly #options: ShellOptions;
  readonly #context: Context;
  readonly #asker: Asker;
  readonly #requests: RequestLog;
  readonly #isTerminal: boolean;
  readonly #history: History;
  readonly #state: ShellState;
  /** What was typed of a statement that has not ended. */
  #buffer = '';
  #running: AbortController | undefined;
  #failed = false;
  /** What the arrow keys go through, newest first: readline's own list. */
  #typed: string[] = [];

  constructor(options: ShellOptions, context: Context, asker: Asker, requests: RequestLog) {
    this.#options = options;
    this.#context = context;
    this.#asker = asker;
    this.#requests = requests;
    this.#isTerminal = context.input?.isTerminal === true && context.output.isTerminal;
    this.#history = openHistory(this.#isTerminal ? historyPath(context.environment) : undefined);
    this.#state = {
      registry: asker.registry,
      expanded: false,
      timing: false,
      ended: false,
      get region() {
        return asker.region;
      },
      set region(region) {
        asker.region = region;
      },
      say: (text) => this.#say(text),
      show: (rows) => this.#show(rows, tableFormat),
    };
  }

  async run(): Promise<ExitCode> {
    const { input, signal } = this.#context;
    if (input === undefined) return exitCodes.done.code;
    const reader = this.#createReader(input);
    const stop = (): void => {
      this.#running?.abort();
      reader.close();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (this.#isTerminal) {
      this.#say(`Asking ${describeTarget(this.#options, this.#context)}. \\? helps, \\q leaves.`);
      this.#prompt(reader);
    }
    for await (const line of reader) {
      await this.#read(line);
      if (this.#state.ended || (this.#failed && !this.#isTerminal)) break;
      this.#prompt(reader);
    }
    signal.removeEventListener('abort', stop);
    reader.close();
    const isWhole = this.#state.ended || this.#failed || signal.aborted || this.#isTerminal;
    // The last statement of a pipe may lack its semicolon.
    if (!isWhole && !isBlankSql(this.#buffer)) await this.#carryOutText(this.#buffer);
    return this.#failed && !this.#isTerminal ? exitCodes.failed.code : exitCodes.done.code;
  }

  #createReader(input: Input): Interface {
    const { output } = this.#context;
    const stream = new Writable({
      decodeStrings: false,
      write: (text: string, _encoding, done) => {
        output.write(text);
        done();
      },
    });
    Object.defineProperty(stream, 'columns', { get: () => output.columns() });
    const facts = {
      tables: this.#isTerminal ? tableNames(this.#asker.registry) : [],
      functions: sqlFunctions.map((sqlFunction) => sqlFunction.name),
      metaCommands: metaCommands.map((command) => command.name),
      columnsOf: (table: string) => columnNames(table, this.#asker.registry),
    };
    const reader = createInterface({
      input: input.stream,
      ...(this.#isTerminal ? { output: stream } : {}),
      terminal: this.#isTerminal,
      history: [...this.#history.entries],
      historySize: 1000,
      removeHistoryDuplicates: true,
      completer: (line: string) => {
        const [hits, word] = complete(line, this.#buffer, facts);
        return [[...hits], word] as [string[], string];
      },
    });
    reader.on('history', (typed: string[]) => (this.#typed = typed));
    reader.on('SIGINT', () => {
      if (this.#running !== undefined) {
        this.#running.abort();
        return;
      }
      this.#buffer = '';
      this.#context.output.write('^C\n');
      // Readline's own keys: to the end of the line, and away with all before.
      reader.write(null, { ctrl: true, name: 'e' });
      reader.write(null, { ctrl: true, name: 'u' });
      this.#prompt(reader);
    });
    return reader;
  }

  #prompt(reader: Interface): void {
    if (!this.#isTerminal) return;
    const { local, endpointUrl } = this.#options;
    const target = local ? 'local' : (endpointUrl ?? 'aws');
    const first = `${this.#asker.region ?? 'no region'} ${target}> `;
    reader.setPrompt(this.#buffer === '' ? first : '-> '.padStart(first.length));
    reader.prompt();
  }

  async #read(line: string): Promise<void> {
    const isFirst = isBlankSql(this.#buffer);
    if (isFirst && /^\s*\\/.test(line)) {
      runMetaCommand(line, this.#state);
      return;
    }
    if (isFirst && /^\s*(?:exit|quit)\s*;?\s*$/i.test(line)) {
      this.#state.ended = true;
      return;
    }
    this.#buffer = isFirst ? line + '\n' : this.#buffer + line + '\n';
    for (let end = statementEnd(this.#buffer); end !== undefined; end = statementEnd(this.#buffer)) {
      const text = this.#buffer.slice(0, end + 1);
      this.#buffer = this.#buffer.slice(end + 1).replace(/^\s+/, '');
      await this.#carryOutText(text);
      if (this.#failed && !this.#isTerminal) return;
    }
  }

  async #carryOutText(text: string): Promise<void> {
    const { value: statements, diagnostics } = await this.#asker.parse({ path: '<shell>', text });
    const wrong = hasErrors(diagnostics)
      ? []
      : (statements ?? []).filter((one) => isWrite(one) && !this.#options.write);
    this.#remember(text, hasErrors(diagnostics) ? undefined : statements);
    const refused = wrong.map((statement) =>
      mistake('input/write', `${statement.kind.toUpperCase()} would change the cloud`, {
        at: statement.at,
        help: 'start the shell with --write to let it',
      }),
    );
    const told = [...diagnostics, ...refused];
    if (told.length > 0) this.#say(this.#asker.tell(told));
    if (hasErrors(told)) this.#failed = true;
    else for (const statement of statements ?? []) await this.#carryOut(statement);
  }

  async #carryOut(statement: Statement): Promise<void> {
    const { clock } = this.#context;
    const controller = new AbortController();
    const started = clock.now();
    this.#running = controller;
    if (isWrite(statement)) this.#say(formatSql(statement.text, 'shown').trim() + ';');
    const interrupted = new Promise<undefined>((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const answer = await Promise.race([this.#asker.carryOut(statement, controller.signal), interrupted]);
    this.#running = undefined;
    const told = this.#requests.take();
    if (answer === undefined || controller.signal.aborted) {
      this.#failed = true;
      this.#say(isWrite(statement) ? 'interrupted; what was sent by then may still be done' : 'interrupted');
    } else if (!answer.ok) {
      this.#failed = true;
      this.#say(this.#asker.tellTrouble(answer.error));
    } else {
      const { value } = answer;
      if (value.kind === 'written' && isWrite(statement)) {
        for (const line of writtenLines(statement.kind, value.written)) this.#say(line);
      }
      const rows = value.kind === 'rows' ? value.rows : value.written.returned;
      if (rows !== undefined) {
        const format = this.#state.expanded ? linesFormat : (findFormat(this.#options.format) ?? tableFormat);
        this.#show(this.#asker.shown(rows), format);
        if (this.#options.format === 'table') this.#say(this.#asker.palette.quiet(count(rows.rows.length, 'row')));
      }
    }
    if (this.#state.timing) this.#say(`${formatDuration(clock.now() - started)}, ${told.at(-1) ?? ''}`);
  }

  /** One entry for the statement instead of its lines; kept for the next shell unless a secret may be in it. */
  #remember(text: string, statements: readonly Statement[] | undefined): void {
    const entries = entriesOf(text);
    const [entry = ''] = entries;
    if (entries.length === 1) {
      const lines = new Set(text.split('\n').map((line) => line.trim()));
      while (lines.has((this.#typed[0] ?? '\n').trim())) this.#typed.shift();
      this.#typed.unshift(entry);
    }
    if (!mayHoldSecret(text, statements, (masked) => this.#asker.masker.mask(masked))) this.#history.add(entries);
  }

  #show(rows: ShownRows, format: ResultFormat): void {
    const { output } = this.#context;
    output.write(format.format(rows, { width: output.isTerminal ? output.columns() : undefined }));
  }

  #say(text: string): void {
    this.#context.errors.write(this.#asker.masker.mask(text) + '\n');
  }
}

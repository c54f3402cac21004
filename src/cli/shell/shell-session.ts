import { count } from '../../base/text.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { isBlankSql, statementEnd } from '../../query/statement-end.ts';
import { isWrite, type Operation } from '../../engine/operation.ts';
import { formatDuration } from '../../report/duration.ts';
import { linesFormat } from '../../report/formats/lines.ts';
import type { ResultFormat, ShownRows } from '../../report/formats/result-format.ts';
import { tableFormat } from '../../report/formats/table.ts';
import { answerStatement } from '../asking/answer-statement.ts';
import type { Asker } from '../asking/asker.ts';
import { refuseWrites } from '../asking/refuse-writes.ts';
import type { RequestLog } from '../asking/request-log.ts';
import type { Context } from '../context.ts';
import { runMetaCommand, type ShellState } from './meta-commands.ts';

export interface ShellSessionOptions {
  readonly context: Context;
  readonly asker: Asker;
  readonly requests: RequestLog;
  readonly format: ResultFormat;
  /** Whether statements may change the cloud. */
  readonly write: boolean;
  /** Is told of each text before it is carried out; one with mistakes does not count as reading. */
  readonly remember: (text: string, onlyReads: boolean) => void;
}

/** What is typed into a shell: lines, of which statements and commands of the shell are made, and what they say. */
export class ShellSession {
  readonly #options: ShellSessionOptions;
  readonly #state: ShellState;
  /** What was typed of a statement that has not ended. */
  #buffer = '';
  /** Ends what is done with the last line. */
  #running: AbortController | undefined;
  #failed = false;

  constructor(options: ShellSessionOptions) {
    const { asker } = options;
    this.#options = options;
    this.#state = {
      registry: asker.statements.registry,
      expanded: false,
      timing: false,
      ended: false,
      get region() {
        return asker.statements.region;
      },
      set region(region) {
        asker.statements.region = region;
      },
      say: (text) => this.say(text),
      refuse: (text) => {
        this.#failed = true;
        this.say(text);
      },
      show: (rows) => this.#show(rows, tableFormat),
    };
  }

  /** The person wants to leave. */
  get ended(): boolean {
    return this.#state.ended;
  }

  /** A statement or command was refused, failed or was interrupted. */
  get failed(): boolean {
    return this.#failed;
  }

  /** What was typed of a statement that has not ended. */
  get begun(): string {
    return this.#buffer;
  }

  /** Takes in a line, and carries out the statements that end in it. */
  async read(line: string): Promise<void> {
    this.#running = new AbortController();
    const { signal } = this.#running;
    const isFirst = isBlankSql(this.#buffer);
    if (isFirst && runMetaCommand(line, this.#state)) return;
    this.#buffer = isFirst ? line + '\n' : this.#buffer + line + '\n';
    for (let end = statementEnd(this.#buffer); end !== undefined; end = statementEnd(this.#buffer)) {
      const text = this.#buffer.slice(0, end + 1);
      this.#buffer = this.#buffer.slice(end + 1).replace(/^\s+/, '');
      if (!(await this.#carryOutText(text, signal))) this.#giveUpLine();
    }
    if (isBlankSql(this.#buffer)) this.#buffer = '';
  }

  /** Carries out what was begun, as if it had ended. */
  async finish(): Promise<void> {
    this.#running = new AbortController();
    if (!isBlankSql(this.#buffer)) await this.#carryOutText(this.#buffer, this.#running.signal);
  }

  /** Throws away what was begun. */
  discard(): void {
    this.#buffer = '';
  }

  /** Ends the statements of the line that is being carried out. */
  interrupt(): void {
    this.#running?.abort();
  }

  say(text: string): void {
    const { context } = this.#options;
    context.errors.write(context.masker.mask(text) + '\n');
  }

  /** False after the first statement that fails: what stands behind it in the line is not carried out. */
  async #carryOutText(text: string, signal: AbortSignal): Promise<boolean> {
    const { asker, write, remember } = this.#options;
    const { value: operations = [], diagnostics } = await asker.statements.parse({ path: '<shell>', text });
    const isRead = !hasErrors(diagnostics);
    remember(text, isRead && !operations.some(isWrite));
    const refused = isRead && !write ? refuseWrites(operations, 'start the shell with --write to let it') : [];
    const told = [...diagnostics, ...refused];
    if (told.length > 0) this.say(asker.tell(told));
    if (hasErrors(told)) {
      this.#failed = true;
      return false;
    }
    for (const operation of operations) if (!(await this.#carryOut(operation, signal))) return false;
    return true;
  }

  async #carryOut(operation: Operation, signal: AbortSignal): Promise<boolean> {
    const { asker, context, format, requests } = this.#options;
    const { clock } = context;
    const started = clock.now();
    const rows = await answerStatement(operation, asker, { say: (text) => this.say(text), signal });
    const told = requests.take();
    if (rows === undefined) this.#failed = true;
    else if (rows.columns.length > 0) {
      this.#show(rows, this.#state.expanded ? linesFormat : format);
      if (format.countsRows) this.say(asker.palette.quiet(count(rows.rows.length, 'row')));
    }
    if (this.#state.timing) this.say(`${formatDuration(clock.now() - started)}, ${told.at(-1) ?? ''}`);
    return rows !== undefined;
  }

  /** Whoever typed several statements into one line did not mean the later ones to go on from a failure. */
  #giveUpLine(): void {
    if (!isBlankSql(this.#buffer)) this.say('what stands behind it in the line was not carried out');
    this.#buffer = '';
  }

  #show(rows: ShownRows, format: ResultFormat): void {
    const { output } = this.#options.context;
    output.write(format.format(rows, { width: output.isTerminal ? output.columns() : undefined }));
  }
}

import { mistake, warning, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Location, Source } from '../diagnostics/source.ts';
import { positionOf } from '../diagnostics/source-lines.ts';
import { markByName } from '../values/secret-names.ts';
import { joinText } from '../values/text.ts';
import type { Value } from '../values/value.ts';

/**
 * An env file as python-dotenv and dotenvy read it, with a diagnostic wherever the two would silently differ from each other:
 * `NAME=value` a line, `export` before it, `#` comments; values bare, in single quotes (as they stand) or in double quotes (with escapes),
 * quoted ones over several lines too. `${NAME}` and `${NAME:-default}` take what stands further up in the file, else what
 * `environment` has; what comes of a name that says secret is secret. Where a name is set twice, the last counts.
 */
export function parseEnvFile(
  source: Source,
  environment: ReadonlyMap<string, string>,
): Parsed<ReadonlyMap<string, Value>> {
  const reader = new EnvFileReader(source, environment);
  reader.run();
  return { value: reader.variables, diagnostics: reader.diagnostics };
}

const blanksAndLines = /\s*/y;
const restOfLine = /[^\r\n]*/y;
const assignment = /(?:export[^\S\r\n]+)?([^\s=#'"`]+)[^\S\r\n]*=([^\S\r\n]*)/y;
const afterQuote = /[^\S\r\n]*(?:#[^\r\n]*)?(?=[\r\n]|$)/y;
const reference = /\$\{([A-Za-z_][\w.-]*)(?::-([^}\r\n]*))?\}/y;
const bareReference = /\$([A-Za-z_]\w*)/y;

/** Of double quotes; any other character keeps its backslash. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  $: '$',
};

class EnvFileReader {
  readonly variables = new Map<string, Value>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: Source;
  readonly #text: string;
  readonly #environment: ReadonlyMap<string, string>;
  #index = 0;

  constructor(source: Source, environment: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#text = source.text;
    this.#environment = environment;
  }

  run(): void {
    for (;;) {
      this.#take(blanksAndLines);
      if (this.#index >= this.#text.length) return;
      if (this.#text[this.#index] === '#') this.#take(restOfLine);
      else this.#line();
    }
  }

  #line(): void {
    const start = this.#index;
    const head = this.#match(assignment);
    const [, name, blanks] = head ?? [];
    if (name === undefined) {
      const line = this.#take(restOfLine).trimEnd();
      this.#wrong('this line sets no variable', start, start + line.length, helpForLine(line));
      return;
    }
    const quote = this.#text[this.#index];
    const value =
      quote === "'" ? this.#singleQuoted() : quote === '"' ? this.#doubleQuoted() : this.#bare(blanks !== '');
    if (value !== undefined) this.variables.set(name, value);
  }

  /** A `#` begins a comment after a blank only. */
  #bare(isAfterBlank: boolean): Value | undefined {
    const start = this.#index;
    const line = this.#take(restOfLine);
    const comment = line.search(isAfterBlank ? /(?:^|\s)#/ : /\s#/);
    const end = start + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length;
    const parts = this.#expanded(start, end);
    return parts === undefined ? undefined : joinText(parts);
  }

  #singleQuoted(): Value | undefined {
    const start = this.#index;
    const close = this.#text.indexOf("'", start + 1);
    return this.#closedAt(start, close < 0 ? undefined : close) ? this.#text.slice(start + 1, close) : undefined;
  }

  #doubleQuoted(): Value | undefined {
    const start = this.#index;
    let close = start + 1;
    while (close < this.#text.length && this.#text[close] !== '"') close += this.#text[close] === '\\' ? 2 : 1;
    if (!this.#closedAt(start, close < this.#text.length ? close : undefined)) return undefined;
    const parts: Value[] = [];
    let isWhole = true;
    for (let index = start + 1; index < close;) {
      const escape = this.#text.indexOf('\\', index);
      const end = escape < 0 || escape >= close ? close : escape;
      const expanded = this.#expanded(index, end);
      if (expanded === undefined) isWhole = false;
      else parts.push(...expanded);
      if (end < close) parts.push(unescaped(this.#text[end + 1] ?? ''));
      index = end + 2;
    }
    return isWhole ? joinText(parts) : undefined;
  }

  /** Goes behind a quoted value; false where its quote is not closed or something follows it (reported). */
  #closedAt(open: number, close: number | undefined): boolean {
    const [line = ''] = matchAt(restOfLine, this.#text, open) ?? [];
    if (close !== undefined) {
      this.#index = close + 1;
      if (this.#match(afterQuote) !== undefined) return true;
      if (!/[\r\n]/.test(this.#text.slice(open, close))) {
        const rest = this.#take(restOfLine).trimEnd();
        const help = 'put the whole value in quotes; a quote in it is written \\" between double quotes';
        this.#wrong('text stands behind the closing quote', close + 1, close + 1 + rest.length, help);
        return false;
      }
    }
    // Where the quote that would close it belongs to another line, that line is read for itself.
    this.#index = open + line.length;
    const where =
      close === undefined ? '' : `: the next one, on line ${positionOf(this.#source, close).line}, has text behind it`;
    this.#wrong(`the quote that begins here is never closed${where}`, open, open + 1, 'close it, or leave it out');
    return false;
  }

  /** The characters from `start` to `end` with what `${NAME}` stands for; undefined where one stands for nothing (reported). */
  #expanded(start: number, end: number): readonly Value[] | undefined {
    const parts: Value[] = [];
    let isWhole = true;
    let from = start;
    for (let index = this.#text.indexOf('$', start); index >= 0 && index < end;) {
      const found = matchAt(reference, this.#text, index);
      const [whole = '$', name, fallback] = found ?? [];
      if (name === undefined) this.#warnOfBareReference(index, end);
      else if (index + whole.length <= end) {
        const value = this.#valueOf(name) ?? fallback;
        if (value === undefined) this.#unset(name, index, index + whole.length);
        isWhole &&= value !== undefined;
        parts.push(this.#text.slice(from, index), value ?? '');
        from = index + whole.length;
      }
      index = this.#text.indexOf('$', index + whole.length);
    }
    parts.push(this.#text.slice(from, end));
    return isWhole ? parts : undefined;
  }

  #valueOf(name: string): Value | undefined {
    const value = this.variables.get(name) ?? this.#environment.get(name);
    return value === undefined ? undefined : markByName(name, value);
  }

  #unset(name: string, start: number, end: number): void {
    const isLater = new RegExp(`^\\s*(?:export\\s+)?${name.replaceAll('.', '\\.')}\\s*=`, 'm').test(
      this.#text.slice(end),
    );
    this.#wrong(
      `\${${name}} has no value: ${name} is ${isLater ? 'set further down only' : 'not set'}`,
      start,
      end,
      isLater
        ? `move the line of ${name} up`
        : `set ${name} further up or in the environment, write \${${name}:-default}, or put the value in single quotes`,
    );
  }

  /** python-dotenv keeps `$NAME`, dotenvy puts the value in its place. */
  #warnOfBareReference(start: number, end: number): void {
    const [whole, name] = matchAt(bareReference, this.#text, start) ?? [];
    if (whole === undefined || name === undefined || start + whole.length > end) return;
    if (this.#valueOf(name) === undefined) return;
    this.diagnostics.push(
      warning('input/env-file', `$${name} stays as it is, although ${name} is set`, {
        at: this.#location(start, start + whole.length),
        help: `write \${${name}} for its value; put the value in single quotes if it is meant as it stands`,
      }),
    );
  }

  #wrong(message: string, start: number, end: number, help: string): void {
    this.diagnostics.push(mistake('input/env-file', message, { at: this.#location(start, end), help }));
  }

  #location(start: number, end: number): Location {
    return { source: this.#source, start, end };
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    const found = matchAt(pattern, this.#text, this.#index);
    this.#index += found?.[0].length ?? 0;
    return found;
  }

  #take(pattern: RegExp): string {
    const [text = ''] = matchAt(pattern, this.#text, this.#index) ?? [];
    this.#index += text.length;
    return text;
  }
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

function unescaped(character: string): string {
  return escapes[character] ?? `\\${character}`;
}

function helpForLine(line: string): string {
  const [, name] = /^(?:export\s+)?([A-Za-z_][\w.-]*)\s*(:|$)/.exec(line) ?? [];
  if (name === undefined) return 'write NAME=value, and # before a comment; put a value of several lines in quotes';
  return line.includes(':') ? `write ${name}=value` : `write ${name}= for an empty value`;
}

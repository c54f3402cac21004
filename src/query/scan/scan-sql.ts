import { mistake, warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { SlotPiece } from '../../template/template.ts';
import { isMarked } from '../../values/value.ts';
import type { Literal } from '../literal.ts';
import { brokenPart } from './broken-text.ts';
import type { Characters } from './characters.ts';
import type { Lexeme } from './lexeme.ts';
import { numberLiteral } from './number-literal.ts';
import { scanLiteral, type LiteralPart } from './scan-literal.ts';
import { isDottedName, lexemesOfSlot, wordsOf } from './slot-outside-literal.ts';

export interface ScannedSql {
  readonly lexemes: readonly Lexeme[];
  /** What stands between quotes and has slots in it. */
  readonly filled: readonly FilledLiteral[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A literal that gets its value from slots. */
export interface FilledLiteral {
  readonly literal: Literal;
  readonly parts: readonly LiteralPart[];
}

/** Longest first. */
const operators = [
  '->>',
  '<=>',
  '->',
  '||',
  '<=',
  '>=',
  '<>',
  '!=',
  '==',
  '<<',
  '>>',
  ...'( ) , ; . + - * / % = < > & | ~'.split(' '),
];
const blank = /[\s\uFEFF]+/uy;
/** `AWS::SQS::Queue`: a name although it is not quoted. */
const typeName = /[A-Za-z][A-Za-z0-9]*(?:::[A-Za-z][A-Za-z0-9]*)+/uy;
const wordStart = /[\p{L}_]/uy;
const wordPart = /[\p{L}\p{N}_$]+/uy;
/** The same in ASCII: what knows all letters takes V8 milliseconds to compile. */
const plainWordPart = /[\w$]+/y;
/** `[0]`, `['Key']` and `.Key` in a row. */
const jsonPath = /\[\s*(?:\d+|'[\w-]*'|"[\w-]*")\s*\](?:\[\s*(?:\d+|'[\w-]*'|"[\w-]*")\s*\]|\.\w+)*/y;
const number = /(?:0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/uy;

/** Cuts text with slots into lexemes. A literal that is not closed ends the scan: nothing behind it can be trusted. */
export function scanSql(characters: Characters): ScannedSql {
  const scanner = new Scanner(characters);
  scanner.run();
  return { lexemes: scanner.lexemes, filled: scanner.filled, diagnostics: scanner.diagnostics };
}

class Scanner {
  readonly lexemes: Lexeme[] = [];
  readonly filled: FilledLiteral[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #characters: Characters;
  readonly #text: string;
  #index = 0;
  #before = '';

  constructor(characters: Characters) {
    this.#characters = characters;
    this.#text = characters.text;
  }

  run(): void {
    while (this.#index < this.#text.length && this.#step());
  }

  /** Reads one lexeme, blank or comment; false where the scan cannot go on. */
  #step(): boolean {
    const start = this.#index;
    const slot = this.#characters.slots.get(start);
    if (slot !== undefined) {
      if (this.#isWordAt(start + 1)) this.#word();
      else this.#slot(slot);
      return true;
    }
    const blanks = this.#match(blank);
    if (blanks !== '') {
      this.#before += blanks;
      return true;
    }
    const character = this.#text[start] ?? '';
    const two = this.#text.slice(start, start + 2);
    if (two === '--' || two === '//' || character === '#') return this.#lineComment(character === '#' ? 1 : 2);
    if (two === '/*') return this.#blockComment();
    if (character === "'") return this.#literal();
    if (character === '"' || character === '`') return this.#quotedName(character);
    if (this.#peek(typeName) !== '') return this.#typeName();
    if (this.#isWordStart(start)) return this.#word();
    if (this.#peek(number) !== '') return this.#number();
    const operator = operators.find((candidate) => this.#text.startsWith(candidate, start));
    if (operator === undefined) return this.#stranger();
    // A slot may hold the place of an operator's second character; then only the first is the person's.
    this.#index += operator.length;
    this.#push({ kind: 'operator', text: operator, before: this.#before, at: this.#place(start) });
    return true;
  }

  #slot(slot: SlotPiece): void {
    this.#index += 1;
    const { value, at } = slot;
    if (isMarked(value) && value.kind === 'sql-fragment') {
      this.diagnostics.push(
        warning('sql/fragment', 'the filter sql lets this value become part of the statement', {
          at,
          help: 'whoever chooses the value chooses what the statement does',
        }),
      );
      const inner = scanSql({ text: value.text, slots: new Map(), place: () => at });
      this.diagnostics.push(...inner.diagnostics);
      inner.lexemes.forEach((lexeme, index) => {
        this.lexemes.push(index === 0 ? { ...lexeme, before: `${this.#before} ${lexeme.before}` } : lexeme);
      });
      this.#before = ' ';
      return;
    }
    for (const lexeme of lexemesOfSlot(slot, this.#before, (found) => this.diagnostics.push(found))) {
      this.lexemes.push(lexeme);
    }
    this.#before = '';
  }

  /** SQLite knows no colons in names but in quoted ones. */
  #typeName(): boolean {
    const start = this.#index;
    const name = this.#match(typeName);
    this.#push({ kind: 'name', text: `"${name}"`, name, before: this.#before, at: this.#place(start) });
    return true;
  }

  /** A name, parts of which may be values: `{{ stack_env }}_buckets`. */
  #word(): boolean {
    const start = this.#index;
    let text = '';
    let only: Location | undefined;
    for (;;) {
      const slot = this.#characters.slots.get(this.#index);
      const part = slot === undefined ? this.#wordPart() : this.#namePart(slot);
      if (part === '') break;
      if (slot !== undefined) {
        this.#index += 1;
        only = slot.at;
      }
      text += part ?? '_';
    }
    const at = this.#place(start);
    if (isDottedName(text)) {
      this.lexemes.push(...wordsOf(text, this.#before, at));
    } else {
      const message = `the name "${text}" that this makes is none`;
      this.diagnostics.push(mistake('sql/value-outside-literal', message, { at: only ?? at }));
      this.lexemes.push(...wordsOf('_', this.#before, at));
    }
    this.#before = '';
    return true;
  }

  /** The text that a value adds to a name, or undefined where it may add none (reported). */
  #namePart(slot: SlotPiece): string | undefined {
    const { value, at } = slot;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && /^[\p{L}\p{N}_$.]+$/u.test(text)) return text;
    const what =
      isMarked(value) && value.kind === 'unknown'
        ? 'what is known only while building cannot be part of a name'
        : 'this value cannot be part of a name';
    this.diagnostics.push(
      mistake('sql/value-outside-literal', what, { at, help: 'a name consists of letters, digits and underscores' }),
    );
    return undefined;
  }

  #number(): boolean {
    const start = this.#index;
    const text = this.#match(number);
    const at = this.#place(start);
    if (this.#isWordAt(this.#index)) {
      const rest = this.#wordPart();
      if (rest === '') this.#index += 1;
      this.diagnostics.push(
        mistake('sql/syntax', `a name or value stands against the number ${text}`, {
          at: this.#place(start),
          help: 'put a blank between them, or quotes around a text',
        }),
      );
    }
    this.#push({ kind: 'number', text, literal: numberLiteral(text, at), before: this.#before, at });
    return true;
  }

  #literal(): boolean {
    const scanned = scanLiteral(this.#characters, this.#index, (found) => this.diagnostics.push(found));
    if (scanned === undefined) return false;
    const prefix = this.lexemes.at(-1);
    if (this.#before === '' && prefix?.kind === 'word' && /^(?:X|N|E|B|R|U)$/u.test(prefix.keyword)) {
      this.diagnostics.push(
        mistake('sql/unsupported', `literals with a letter before the quote, ${prefix.text}'…', are not supported`, {
          at: prefix.at,
        }),
      );
    }
    this.#index = scanned.end;
    const { literal, shown, parts } = scanned;
    if (parts.some((part) => typeof part !== 'string')) this.filled.push({ literal, parts });
    this.#push({ kind: 'literal', literal, shown, before: this.#before, at: literal.at });
    return true;
  }

  #quotedName(quote: string): boolean {
    const start = this.#index;
    let name = '';
    for (let index = start + 1; index < this.#text.length; index += 1) {
      const slot = this.#characters.slots.get(index);
      const character = this.#text[index] ?? '';
      if (slot !== undefined) {
        name += this.#quotedPart(slot);
      } else if (character !== quote) {
        name += character;
      } else if (this.#text[index + 1] === quote) {
        name += quote;
        index += 1;
      } else {
        this.#index = index + 1;
        const at = this.#place(start);
        const broken = brokenPart(name);
        if (broken !== undefined) this.diagnostics.push(mistake('input/not-text', `the name holds ${broken}`, { at }));
        if (name === '') this.diagnostics.push(mistake('sql/syntax', 'a name between quotes is empty', { at }));
        const text = quote + name.replaceAll(quote, quote + quote) + quote;
        this.#push({ kind: 'name', text, name, before: this.#before, at });
        return true;
      }
    }
    this.diagnostics.push(
      mistake('sql/syntax', 'the name that begins here has no closing quote', {
        at: this.#characters.place(start, start + 1),
        help: 'a text stands between single quotes',
      }),
    );
    return false;
  }

  #quotedPart(slot: SlotPiece): string {
    const { value } = slot;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && /^[\p{L}\p{N}_$.:@/ -]*$/u.test(text)) return text;
    this.diagnostics.push(
      mistake('sql/value-outside-literal', 'this value cannot be part of a name', {
        at: slot.at,
        help: "double quotes hold a name; put a value in single quotes: '{{ … }}'",
      }),
    );
    return '_';
  }

  /** `-- `, `#` and `//` are one to us and to StackQL; SQLite knows the first only. */
  #lineComment(marker: number): boolean {
    const start = this.#index;
    const newline = this.#text.indexOf('\n', start);
    const end = newline < 0 ? this.#text.length : newline;
    this.#index = end;
    this.#before += this.#comment(`--${this.#written(start + marker, end)}`);
    return true;
  }

  #blockComment(): boolean {
    const start = this.#index;
    const close = this.#text.indexOf('*/', start + 2);
    if (close < 0) {
      this.diagnostics.push(
        mistake('sql/syntax', 'the comment that begins here has no end', {
          at: this.#characters.place(start, start + 2),
          help: 'a comment ends with */',
        }),
      );
      return false;
    }
    this.#index = close + 2;
    this.#before += this.#comment(this.#written(start, this.#index));
    return true;
  }

  #comment(text: string): string {
    return brokenPart(text) === undefined ? text : ' ';
  }

  /** Text of a comment: the values in it vanish. */
  #written(start: number, end: number): string {
    let text = '';
    for (let index = start; index < end; index += 1) {
      text += this.#characters.slots.has(index) ? ' ' : (this.#text[index] ?? '');
    }
    return text;
  }

  #stranger(): boolean {
    const start = this.#index;
    const character = String.fromCodePoint(this.#text.codePointAt(start) ?? 0);
    this.#index += character.length;
    const at = this.#place(start);
    const broken = brokenPart(character);
    const json = character === '[' ? this.#jsonAccess(start) : undefined;
    const isParameter = ['?', '@', ':', '$'].includes(character) && this.#text[start + 1] !== character;
    this.diagnostics.push(
      broken === undefined
        ? mistake('sql/syntax', `unexpected ${character}`, {
            at,
            ...(json === undefined ? {} : { help: `write ${json}` }),
            ...(isParameter ? { help: "a value is put in with a template: '{{ name }}'" } : {}),
          })
        : mistake('input/not-text', `the query holds ${broken}`, { at }),
    );
    return false;
  }

  /** What `tags[0].Key` is in SQLite; undefined where no name stands before the bracket. */
  #jsonAccess(start: number): string | undefined {
    jsonPath.lastIndex = start;
    const [path] = jsonPath.exec(this.#text) ?? [];
    let name = '';
    for (let index = this.lexemes.length - 1; index >= 0; index -= 1) {
      const lexeme = this.lexemes[index];
      const isPart = lexeme?.kind === 'word' || lexeme?.kind === 'name';
      if (!isPart && !(lexeme?.kind === 'operator' && lexeme.text === '.')) break;
      // Two names in a row are none.
      if (isPart && name !== '' && !name.startsWith('.')) break;
      name = lexeme.text + name;
    }
    if (path === undefined || name === '' || this.#before !== '') return undefined;
    const plain = path.replace(
      /\[\s*(?:(\d+)|'([^']*)'|"([^"]*)")\s*\]/g,
      (_, index?: string, one?: string, two?: string) => (index === undefined ? `.${one ?? two ?? ''}` : `[${index}]`),
    );
    return `json_extract(${name}, '$${plain}')`;
  }

  #push(lexeme: Lexeme): void {
    this.lexemes.push(lexeme);
    this.#before = '';
  }

  #place(start: number): Location {
    return this.#characters.place(start, this.#index);
  }

  #isWordAt(index: number): boolean {
    return this.#characters.slots.has(index) || this.#wordPartAt(index) !== '';
  }

  #isWordStart(index: number): boolean {
    if (!this.#isBeyondAscii(index)) return /[A-Za-z_]/.test(this.#text[index] ?? '');
    wordStart.lastIndex = index;
    return wordStart.test(this.#text);
  }

  #wordPart(): string {
    const found = this.#wordPartAt(this.#index);
    this.#index += found.length;
    return found;
  }

  #wordPartAt(index: number): string {
    plainWordPart.lastIndex = index;
    const plain = plainWordPart.exec(this.#text)?.[0] ?? '';
    if (!this.#isBeyondAscii(index + plain.length)) return plain;
    wordPart.lastIndex = index;
    return wordPart.exec(this.#text)?.[0] ?? '';
  }

  #isBeyondAscii(index: number): boolean {
    return this.#text.charCodeAt(index) > 127;
  }

  #peek(pattern: RegExp): string {
    pattern.lastIndex = this.#index;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #match(pattern: RegExp): string {
    const found = this.#peek(pattern);
    this.#index += found.length;
    return found;
  }
}

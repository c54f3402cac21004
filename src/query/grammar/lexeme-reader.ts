import { budgets } from '../../base/budgets.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import { spanning } from '../scan/characters.ts';
import { nameOf, type Lexeme } from '../scan/lexeme.ts';
import { redact, isKnown, holdsSecret, plainText } from '../../values/reading.ts';
import { reservedWords } from './reserved-words.ts';
import { foreignWord } from './foreign-words.ts';
import type { Name, Path } from '../tree.ts';

type Details = Pick<Diagnostic, 'help' | 'related'>;

/** Ends the parsing of one statement; it never leaves this folder's entry functions. */
export class Refusal extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** The lexemes of one statement, read from left to right. */
export class LexemeReader {
  readonly lexemes: readonly Lexeme[];
  /** Lexemes that are shown as another text: a literal used as an alias, a reserved word behind a dot, `<=>`. */
  readonly rewritten = new Map<number, string>();
  /** What is wrong although the rest can be read. */
  readonly problems: Diagnostic[] = [];
  readonly #end: Lexeme;
  #index = 0;
  #depth = 0;
  #chained = 0;

  constructor(lexemes: readonly Lexeme[]) {
    this.lexemes = lexemes;
    const last = lexemes.at(-1);
    const at = last?.at ?? { source: { path: '', text: '' }, start: 0, end: 0 };
    this.#end = { kind: 'end', before: '', at: { source: at.source, start: at.end, end: at.end } };
  }

  get index(): number {
    return this.#index;
  }

  peek(ahead = 0): Lexeme {
    return this.lexemes[this.#index + ahead] ?? this.#end;
  }

  next(): Lexeme {
    const lexeme = this.peek();
    if (lexeme.kind !== 'end') this.#index += 1;
    return lexeme;
  }

  /** The place from a lexeme to the one that is read last. */
  since(from: number): Location {
    const first = this.lexemes[from] ?? this.#end;
    const last = this.lexemes[this.#index - 1] ?? first;
    return first === last ? first.at : spanning(first.at, last.at);
  }

  isWord(...keywords: readonly string[]): boolean {
    return this.isWordAhead(0, ...keywords);
  }

  isWordAhead(ahead: number, ...keywords: readonly string[]): boolean {
    const lexeme = this.peek(ahead);
    return lexeme.kind === 'word' && keywords.includes(lexeme.keyword);
  }

  isSymbol(...symbols: readonly string[]): boolean {
    return this.isSymbolAhead(0, ...symbols);
  }

  isSymbolAhead(ahead: number, ...symbols: readonly string[]): boolean {
    const lexeme = this.peek(ahead);
    return lexeme.kind === 'operator' && symbols.includes(lexeme.text);
  }

  /** Reads one of the keywords if it stands here. */
  word<Keyword extends string>(...keywords: readonly Keyword[]): Keyword | undefined {
    const lexeme = this.peek();
    if (lexeme.kind !== 'word') return undefined;
    const found = keywords.find((keyword) => keyword === lexeme.keyword);
    if (found !== undefined) this.#index += 1;
    return found;
  }

  symbol<Symbol extends string>(...symbols: readonly Symbol[]): Symbol | undefined {
    const lexeme = this.peek();
    if (lexeme.kind !== 'operator') return undefined;
    const found = symbols.find((symbol) => symbol === lexeme.text);
    if (found !== undefined) this.#index += 1;
    return found;
  }

  expectWord<Keyword extends string>(...keywords: readonly [Keyword, ...Keyword[]]): Keyword {
    return this.word(...keywords) ?? this.expected(keywords.join(' or '), keywords);
  }

  expectSymbol(symbol: string): void {
    if (this.symbol(symbol) !== undefined) return;
    if (symbol !== ')') this.expected(symbol);
    const open = this.#openParenthesis();
    this.#expected(symbol, [], open === undefined ? {} : { related: [{ message: 'for this one', at: open }] });
  }

  /** `possible` are the keywords that could follow, for those who misspelt one: `SELECT a FORM t` reads FORM as an alias. */
  expectEnd(...possible: readonly string[]): void {
    if (this.peek().kind === 'end') return;
    const previous = this.lexemes[this.#index - 1];
    const guess = previous?.kind === 'word' ? didYouMean(previous.text, possible) : undefined;
    const other = foreignWord(this.peek()) ?? foreignWord(previous);
    if (other !== undefined) {
      this.refuse('sql/syntax', `SQLite has no ${other.word}`, other.at, { help: other.help });
    }
    if (previous?.kind !== 'word' || guess === undefined || possible.includes(previous.keyword)) {
      this.expected('the end of the query', possible);
    }
    this.refuse('sql/syntax', `${nameOf(previous)} is read as an alias here`, previous.at, { help: guess });
  }

  /** The last parenthesis that is still open. */
  #openParenthesis(): Location | undefined {
    const open: Location[] = [];
    for (const lexeme of this.lexemes.slice(0, this.#index)) {
      if (lexeme.kind !== 'operator') continue;
      if (lexeme.text === '(') open.push(lexeme.at);
      if (lexeme.text === ')') open.pop();
    }
    return open.at(-1);
  }

  /** A name in quotes, or a word that SQL keeps for nothing else. */
  name(what: string): Name {
    const lexeme = this.peek();
    if (lexeme.kind === 'word' && reservedWords.has(lexeme.keyword)) {
      this.refuse('sql/syntax', `expected ${what}, found ${lexeme.text}`, lexeme.at, {
        help: `where ${lexeme.text} is meant as a name, write it in double quotes: "${lexeme.text}"`,
      });
    }
    return this.anyName(what);
  }

  /** Any word, reserved ones too: for places that SQLite never sees. */
  anyName(what: string): Name {
    const lexeme = this.peek();
    if (lexeme.kind !== 'word' && lexeme.kind !== 'name') return this.expected(what);
    this.#index += 1;
    const name = lexeme.kind === 'word' ? lexeme.text : lexeme.name;
    return { name, text: lexeme.text, at: lexeme.at };
  }

  /** `a`, `a.b.c`. A reserved word behind a dot is taken as the name that it can only be. */
  path(what: string, first: 'strict' | 'any' = 'strict'): Path {
    const from = this.#index;
    const head = first === 'strict' ? this.name(what) : this.anyName(what);
    const rest: Name[] = [];
    while (this.isSymbol('.') && !this.isSymbolAhead(1, '*')) {
      this.#index += 1;
      const lexeme = this.peek();
      const isReserved = lexeme.kind === 'word' && reservedWords.has(lexeme.keyword);
      if (isReserved) this.rewritten.set(this.#index, `"${lexeme.text}"`);
      const name = this.anyName('a name');
      rest.push(isReserved ? { ...name, text: `"${lexeme.text}"` } : name);
    }
    return { parts: [head, ...rest], at: this.since(from) };
  }

  /** A name, or a text in single quotes where SQLite takes one for a name: `AS 'x'`. */
  aliasName(): Name {
    const lexeme = this.peek();
    if (lexeme.kind !== 'literal' || lexeme.literal.form === 'bare') return this.name('an alias');
    const { value, at } = lexeme.literal;
    if (!isKnown(value) || holdsSecret(value)) {
      this.refuse('sql/value-outside-literal', 'an alias cannot be secret or known only while building', at);
    }
    const name = plainText(redact(value));
    const text = `"${name.replaceAll('"', '""')}"`;
    this.rewritten.set(this.#index, text);
    this.#index += 1;
    return { name, text, at };
  }

  /** Reads with `read` one level deeper. */
  nested<T>(read: () => T): T {
    if (this.#depth >= budgets.nesting) {
      this.refuse('sql/too-complex', `the statement nests more than ${budgets.nesting} levels`, this.peek().at);
    }
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Counts one more operator in a chain. */
  chain(at: Location): void {
    this.#chained += 1;
    if (this.#chained > budgets.chainedOperators) {
      this.refuse('sql/too-complex', `the statement chains more than ${budgets.chainedOperators} operators`, at, {
        help: 'column IN (…) takes any number of values',
      });
    }
  }

  /** Refuses what stands here; `keywords` are what a misspelt word may have meant. */
  expected(what: string, keywords: readonly string[] = []): never {
    this.#expected(what, keywords, {});
  }

  #expected(what: string, keywords: readonly string[], details: Details): never {
    const lexeme = this.peek();
    const guess = lexeme.kind === 'word' ? didYouMean(lexeme.text, keywords) : undefined;
    const help = guess === undefined ? {} : { help: guess };
    this.refuse('sql/syntax', `expected ${what}, found ${nameOf(lexeme)}`, lexeme.at, { ...details, ...help });
  }

  /** Notes that something cannot be carried out, and goes on. */
  report(
    message: string,
    at: Location,
    help: string,
    code: 'sql/unsupported' | 'sql/value-outside-literal' = 'sql/unsupported',
  ): void {
    this.problems.push(mistake(code, message, { at, help }));
  }

  /** Ends the parsing of this statement. */
  refuse(
    code: 'sql/syntax' | 'sql/unsupported' | 'sql/too-complex' | 'sql/value-outside-literal',
    message: string,
    at: Location,
    details: Details = {},
  ): never {
    throw new Refusal(mistake(code, message, { at, ...details }));
  }
}

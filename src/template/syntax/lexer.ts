import { createToken } from './nunjucks.ts';
import { QuoteTracker } from './quote-tracker.ts';
import { SyntaxMistake, type Span } from './syntax-mistake.ts';
import type { TextPlace } from './text-place.ts';
import type { Token, TokenType } from './token.ts';

/** `template`: text with tags. `expression`: one expression alone, in which `{{ … }}` may stand too. */
export type LexerMode = 'template' | 'expression';

type TextTarget = 'statement' | 'macro' | 'value';

const identifier = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const number = /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9]+)?/y;
const wholeNumber = /[0-9]+/y;
const blanks = /\s*/y;
const opener = /\{[{%#]/g;

const operators: readonly (readonly [string, TokenType])[] = [
  ['==', 'operator'],
  ['!=', 'operator'],
  ['<=', 'operator'],
  ['>=', 'operator'],
  ['//', 'operator'],
  ['**', 'operator'],
  ['(', 'left-paren'],
  [')', 'right-paren'],
  ['[', 'left-bracket'],
  [']', 'right-bracket'],
  ['{', 'left-curly'],
  ['}', 'right-curly'],
  [',', 'comma'],
  [':', 'colon'],
  ['~', 'tilde'],
  ['|', 'pipe'],
  ...['.', '<', '>', '=', '+', '-', '*', '/', '%'].map((text) => [text, 'operator'] as const),
];

const advice: ReadonlyMap<string, string> = new Map([
  ['&', 'write `and`'],
  ['!', 'write `not`, or `!=` between two values'],
  ['?', 'write `value if condition else other`'],
  ['^', 'write `**` for powers'],
]);

/**
 * Cuts a template into tokens for the nunjucks parser, in place of its own lexer: brackets are balanced, so that `}}` may end a nested
 * map; strings, numbers and names are Jinja's; `#}` in text is text; comments and trimmed blanks are gone; every token knows where it
 * stands. It takes time in proportion to the text, whatever the text is.
 */
export class Lexer {
  /** What the nunjucks parser asks of its lexer, to look for `{{-` and `-}}`: it finds none, because they are dealt with here. */
  readonly tags = {
    BLOCK_START: '{%',
    BLOCK_END: '%}',
    VARIABLE_START: '{{',
    VARIABLE_END: '}}',
    COMMENT_START: '{#',
    COMMENT_END: '#}',
  } as const;
  /** Where the text of the template stands that has been read so far; the parser tells it of branches. */
  readonly quotes = new QuoteTracker();
  readonly mode: LexerMode;
  private readonly text: string;
  private readonly place: TextPlace;
  private readonly end: number;
  /** Where the text that is read goes: into the statement, or into one that a macro's caller or a name's user writes. */
  private target: TextTarget = 'statement';
  private index: number;
  /** The `{{` or `{%` that is open. */
  private tag: Token | undefined;
  private brackets: Token[] = [];
  private last: Token | undefined;
  /** The tag before ended with `-%}`: blanks after it go. */
  private trimsNext = false;

  constructor(text: string, mode: LexerMode, place: TextPlace, span: Span = { start: 0, end: text.length }) {
    this.text = text;
    this.mode = mode;
    this.place = place;
    this.index = span.start;
    this.end = span.end;
  }

  nextToken(): Token | null {
    const token = this.mode === 'expression' || this.tag !== undefined ? this.inside() : this.outside();
    if (token !== null) this.last = token;
    return token;
  }

  /** Takes the text up to `{% endraw %}`, whose opening tag has just been read. */
  rawText(name: string, opening: Span): Token {
    const closing = new RegExp(`\\{%([-+]?)\\s*end${name}\\s*([-+]?)%\\}`, 'g');
    closing.lastIndex = this.index;
    const found = closing.exec(this.text);
    if (found === null || closing.lastIndex > this.end) {
      throw new SyntaxMistake(`\`{% ${name} %}\` is never closed: \`{% end${name} %}\` is missing`, opening);
    }
    const { start, end } = this.trimmed({ start: this.index, end: found.index }, this.trimsNext, found[1] === '-');
    this.index = closing.lastIndex;
    this.trimsNext = found[2] === '-';
    return this.dataToken(start, end);
  }

  /** Reads what a macro writes where it is called, or what becomes the value of a name. */
  elsewhere<T>(target: TextTarget, read: () => T): T {
    const before = this.target;
    this.target = target;
    const result = this.quotes.elsewhere(read);
    this.target = before;
    return result;
  }

  private outside(): Token | null {
    while (this.index < this.end) {
      const two = this.text.slice(this.index, this.index + 2);
      if (two === '{{' || two === '{%') return this.tagStart(two);
      if (two === '{#' && this.isComment()) this.skipComment();
      else {
        const data = this.data(two === '{#' ? 2 : 0);
        if (data !== undefined) return data;
      }
    }
    return null;
  }

  private tagStart(open: '{{' | '{%'): Token {
    const start = this.index;
    // `{%-` has trimmed the text before it; `{%+` only says that blanks stay, which they do.
    const sign = this.text[start + 2];
    this.index = start + (sign === '-' || sign === '+' ? 3 : 2);
    this.tag = createToken(open === '{{' ? 'variable-start' : 'block-start', open, start, this.index);
    this.brackets = [];
    this.trimsNext = false;
    if (open === '{{') this.quotes.slot();
    return this.tag;
  }

  /** Whether the `{#` here begins a comment; see TextPlace. */
  private isComment(): boolean {
    const isDoubled = this.text[this.index + 2] === '#';
    switch (this.place) {
      case 'file':
        return false;
      case 'value':
        if (!isDoubled) {
          throw this.hashMistake(
            'a comment cannot stand in a value: it would vanish from the text',
            'a comment of YAML can stand behind a blank and #',
          );
        }
        return false;
      case 'query':
        return this.isCommentInQuery(isDoubled);
    }
  }

  private isCommentInQuery(isDoubled: boolean): boolean {
    if (this.target === 'value') return !isDoubled;
    switch (this.quotes.insideQuotes()) {
      case 'always':
        if (!isDoubled) throw this.hashMistake('a comment cannot stand in a literal: it would vanish from the text');
        return false;
      case 'never':
        if (isDoubled && this.target === 'macro') {
          throw this.hashMistake('whether `{##` begins a comment depends on where the macro is called');
        }
        return true;
      case 'sometimes':
        throw this.hashMistake('whether `{#` begins a comment depends on the branch before it, which may open a quote');
    }
  }

  private hashMistake(message: string, instead = 'a comment can stand outside of quotes'): SyntaxMistake {
    const help = `write {{ '{#' }} for these characters; ${instead}`;
    return new SyntaxMistake(message, { start: this.index, end: this.index + 2 }, { help });
  }

  private skipComment(): void {
    const start = this.index;
    const close = this.text.indexOf('#}', start + 2);
    if (close < 0 || close + 2 > this.end) {
      throw new SyntaxMistake('the comment is never closed: `#}` is missing', { start, end: start + 2 });
    }
    this.trimsNext = this.text[close - 1] === '-';
    this.index = close + 2;
  }

  /**
   * The text up to the next tag, without the blanks that `-%}` before it and `{%-` after it take away; undefined where none is left. Of its
   * first `sure` characters it is known that they are text.
   */
  private data(sure: number): Token | undefined {
    opener.lastIndex = this.index + sure;
    const next = Math.min(opener.exec(this.text)?.index ?? this.end, this.end);
    const trimsEnd = this.text[next + 2] === '-' && !(this.place === 'file' && this.text[next + 1] === '#');
    const span = this.trimmed({ start: this.index, end: next }, this.trimsNext, trimsEnd);
    this.trimsNext = false;
    this.index = next;
    return span.start === span.end ? undefined : this.dataToken(span.start, span.end);
  }

  private dataToken(start: number, end: number): Token {
    const token = createToken('data', this.text.slice(start, end), start, end);
    this.quotes.text(token.value);
    return token;
  }

  private trimmed(span: Span, atStart: boolean, atEnd: boolean): Span {
    const text = this.text.slice(span.start, span.end);
    const start = atStart ? span.start + text.length - text.trimStart().length : span.start;
    const end = atEnd ? span.end - text.length + text.trimEnd().length : span.end;
    return { start: Math.min(start, span.end), end: Math.max(start, end) };
  }

  private inside(): Token | null {
    blanks.lastIndex = this.index;
    blanks.exec(this.text);
    this.index = Math.min(blanks.lastIndex, this.end);
    const start = this.index;
    if (start >= this.end) {
      if (this.tag === undefined) return null;
      const [open, close] = tagNames(this.tag);
      throw new SyntaxMistake(`\`${open}\` is never closed: \`${close}\` is missing`, this.tag);
    }
    return this.tagEnd() ?? this.tagStartInExpression() ?? this.word() ?? this.string() ?? this.sign();
  }

  private tagEnd(): Token | undefined {
    if (this.tag === undefined || this.brackets.at(-1)?.value === '{') return undefined;
    const [, close] = tagNames(this.tag);
    for (const candidate of [close, '-' + close, '+' + close]) {
      if (!this.text.startsWith(candidate, this.index)) continue;
      this.tag = undefined;
      this.trimsNext = candidate.startsWith('-');
      const start = this.index;
      this.index += candidate.length;
      return createToken(close === '}}' ? 'variable-end' : 'block-end', close, start, this.index);
    }
    const wrong = close === '}}' ? '%}' : '}}';
    if (this.brackets.length === 0 && this.text.startsWith(wrong, this.index)) {
      const [open] = tagNames(this.tag);
      throw new SyntaxMistake(
        `\`${open}\` ends with \`${close}\`, not with \`${wrong}\``,
        { start: this.index, end: this.index + 2 },
        { related: { message: `\`${open}\` stands here`, span: this.tag } },
      );
    }
    return undefined;
  }

  /** `{{` in an expression alone, as in `{{ x }} == 'a'`. */
  private tagStartInExpression(): Token | undefined {
    if (this.mode !== 'expression' || this.tag !== undefined) return undefined;
    const two = this.text.slice(this.index, this.index + 2);
    if (two === '{%' || two === '{#') {
      throw new SyntaxMistake(`\`${two}\` cannot stand in an expression`, { start: this.index, end: this.index + 2 });
    }
    if (two !== '{{') return undefined;
    const token = this.take('variable-start', this.index + 2);
    this.tag = token;
    this.brackets = [];
    return token;
  }

  private word(): Token | undefined {
    identifier.lastIndex = this.index;
    if (identifier.test(this.text)) return this.take('symbol', Math.min(identifier.lastIndex, this.end));
    // After a dot digits are an index: `pair.0.name`.
    const pattern = this.last?.value === '.' ? wholeNumber : number;
    pattern.lastIndex = this.index;
    const digits = pattern.exec(this.text)?.[0];
    if (digits === undefined) return undefined;
    const isFloat = !/^0[xXoObB]/.test(digits) && /[.eE]/.test(digits);
    const token = this.take(isFloat ? 'float' : 'int', this.index + digits.length);
    if (/^0[0-9_]*[1-9]/.test(digits) && !isFloat) {
      throw new SyntaxMistake(`the number ${digits} begins with 0`, token, {
        help: 'put it in quotes if its zeros matter',
      });
    }
    if (/__|_$|_\./.test(digits)) throw new SyntaxMistake(`"${digits}" is not a number`, token);
    return token;
  }

  private string(): Token | undefined {
    const quote = this.text[this.index];
    if (quote !== '"' && quote !== "'") return undefined;
    let index = this.index + 1;
    while (index < this.end && this.text[index] !== quote) {
      if (this.text[index] === '\\') index += 2;
      else if (this.mode === 'expression' && this.tag === undefined && this.text.startsWith('{{', index)) {
        // The value in `{{ … }}` may have quotes of its own.
        const close = this.text.indexOf('}}', index + 2);
        index = close < 0 ? index + 2 : close + 2;
      } else index += 1;
    }
    if (index >= this.end) {
      throw new SyntaxMistake(`the text is never closed: ${quote} is missing`, {
        start: this.index,
        end: this.index + 1,
      });
    }
    return this.take('string', index + 1);
  }

  private sign(): Token {
    const found = operators.find(([text]) => this.text.startsWith(text, this.index));
    if (found === undefined) {
      const character = String.fromCodePoint(this.text.codePointAt(this.index) ?? 0);
      const help = advice.get(character);
      throw new SyntaxMistake(
        `the character ${character} has no meaning here`,
        { start: this.index, end: this.index + character.length },
        help === undefined ? {} : { help },
      );
    }
    const [text, type] = found;
    const token = this.take(type, this.index + text.length);
    if (type === 'left-paren' || type === 'left-bracket' || type === 'left-curly') this.brackets.push(token);
    if (type === 'right-paren' || type === 'right-bracket' || type === 'right-curly') this.closeBracket(token);
    return token;
  }

  private closeBracket(token: Token): void {
    const open = this.brackets.pop();
    const wanted = open === undefined ? undefined : closing[open.value];
    if (wanted === token.value) return;
    if (open === undefined) throw new SyntaxMistake(`\`${token.value}\` closes nothing`, token);
    throw new SyntaxMistake(`\`${wanted ?? ''}\` is missing before \`${token.value}\``, token, {
      related: { message: `\`${open.value}\` stands here`, span: open },
    });
  }

  private take(type: TokenType, end: number): Token {
    const token = createToken(type, this.text.slice(this.index, end), this.index, end);
    this.index = end;
    return token;
  }
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function tagNames(tag: Token): readonly [open: '{{' | '{%', close: '}}' | '%}'] {
  return tag.type === 'variable-start' ? ['{{', '}}'] : ['{%', '%}'];
}

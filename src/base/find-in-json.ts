/** Characters `start` to `end` of a text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

type Path = readonly (string | number)[];

/**
 * Where the value at a path stands in a JSON text; where only the end of the path is missing, the value that lacks it. Keys are
 * compared without regard to case and underscores; `part` asks for the key in front of the value instead. A slot of a template, `{{ … }}`, counts as a value. Undefined where the text
 * cannot be followed.
 */
export function findInJson(text: string, path: Path, part: 'key' | 'value' = 'value'): Span | undefined {
  const reader = new Reader(text, part);
  const found = reader.find(path);
  return reader.isLost ? undefined : found;
}

class Reader {
  isLost = false;
  readonly #text: string;
  readonly #part: 'key' | 'value';
  #position = 0;

  constructor(text: string, part: 'key' | 'value') {
    this.#text = text;
    this.#part = part;
  }

  /** The span of the value at the path inside the value that begins here; the reader then stands behind the latter. */
  find(path: Path): Span | undefined {
    this.#skipBlanks();
    const start = this.#position;
    const first = this.#text.charAt(start);
    const isSlot = this.#text.startsWith('{{', start);
    let inner: Span | undefined;
    if (isSlot) this.#moveBehind('}}');
    else if (first === '{' || first === '[') inner = this.#members(first, path);
    else if (first === '"') this.#string();
    else {
      const scalar = this.#match(/[\w.+-]+/y)?.[0];
      if (scalar === undefined) this.isLost = true;
      else this.#position += scalar.length;
    }
    return inner ?? { start, end: this.#position };
  }

  #members(opening: '{' | '[', path: Path): Span | undefined {
    const closing = opening === '{' ? '}' : ']';
    const [wanted, ...rest] = path;
    let found: Span | undefined;
    this.#position += 1;
    for (let index = 0; !this.isLost; index += 1) {
      this.#skipBlanks();
      if (this.#text.charAt(this.#position) === closing) {
        this.#position += 1;
        return found;
      }
      const start = this.#position;
      const key = opening === '{' ? this.#key() : String(index);
      const isKey = this.#part === 'key' && opening === '{' && rest.length === 0;
      const keySpan = { start, end: start + key.length + 2 };
      const isWanted = wanted !== undefined && plain(key) === plain(String(wanted));
      const span = this.find(isWanted ? rest : []);
      if (isWanted) found = isKey ? keySpan : span;
      this.#skipBlanks();
      const next = this.#text.charAt(this.#position);
      if (next === ',') this.#position += 1;
      else if (next !== closing) this.isLost = true;
    }
    return undefined;
  }

  #key(): string {
    const key = this.#string();
    this.#skipBlanks();
    if (this.#text.charAt(this.#position) !== ':') this.isLost = true;
    this.#position += 1;
    return key;
  }

  #string(): string {
    const match = this.#match(/"((?:[^"\\]|\\.)*)"/sy);
    if (match === undefined) this.isLost = true;
    this.#position += match?.[0].length ?? 0;
    return match?.[1] ?? '';
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    return pattern.exec(this.#text) ?? undefined;
  }

  #moveBehind(end: string): void {
    const found = this.#text.indexOf(end, this.#position);
    if (found < 0) this.isLost = true;
    else this.#position = found + end.length;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text.charAt(this.#position))) this.#position += 1;
  }
}

function plain(key: string): string {
  return key.replaceAll('_', '').toLowerCase();
}

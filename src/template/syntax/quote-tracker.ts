/** Where SQL is in the middle of; `minus`, `slash` and `star` are behind the first character of a comment's mark. */
type SqlState = 'code' | 'minus' | 'slash' | 'literal' | 'name' | 'backticks' | 'line' | 'block' | 'star';

type States = ReadonlySet<SqlState>;

const beginning: States = new Set(['code']);

type Insideness = 'always' | 'never' | 'sometimes';

interface Fork {
  readonly start: States;
  readonly ends: States[];
}

/**
 * Follows the text of a query through all branches of its template, to know what stands inside quotes once it is rendered; it reads quotes
 * and comments as the SQL scanner does. Behind branches that end differently it is in several states at once.
 */
export class QuoteTracker {
  private states: States = beginning;
  private readonly forks: Fork[] = [];
  private answers = 0;

  /** How often somebody has asked. */
  get answered(): number {
    return this.answers;
  }

  /** Whether quotes are open here: on every way to this place, on none, or on some. */
  insideQuotes(): Insideness {
    this.answers += 1;
    return insideness(this.states);
  }

  text(text: string): void {
    this.advance((from) => {
      let state = from;
      for (const character of text) state = after(state, character);
      return state;
    });
  }

  /** A value takes the place of one character, which begins and ends nothing. */
  slot(): void {
    this.advance((state) => after(state, ' '));
  }

  /** Reads text that is put elsewhere: it does not go on where the text before it ends, and what stands behind it does. */
  elsewhere<T>(read: () => T): T {
    const before = this.states;
    this.states = beginning;
    const result = read();
    this.states = before;
    return result;
  }

  /** Several texts follow, each in an `inBranch`, of which one is rendered. */
  fork(): void {
    this.forks.push({ start: this.states, ends: [] });
  }

  inBranch<T>(read: () => T): T {
    const fork = this.forks.at(-1);
    if (fork === undefined) return read();
    this.states = fork.start;
    const result = read();
    fork.ends.push(this.states);
    return result;
  }

  /** Goes behind the last branch. `none`: perhaps none of them is rendered. False where the first changes what is inside quotes behind it. */
  join({ none }: { readonly none: boolean }): boolean {
    const { start = this.states, ends = [] } = this.forks.pop() ?? {};
    this.states = new Set([...ends, ...(none ? [start] : [])].flatMap((states) => [...states]));
    return insideness(ends[0] ?? start) === insideness(start);
  }

  private advance(step: (state: SqlState) => SqlState): void {
    this.states = new Set([...this.states].map(step));
  }
}

const quoted: ReadonlySet<SqlState> = new Set<SqlState>(['literal', 'name', 'backticks']);

function insideness(states: States): Insideness {
  const inside = [...states].filter((state) => quoted.has(state));
  if (inside.length === 0) return 'never';
  return inside.length === states.size ? 'always' : 'sometimes';
}

/** A doubled quote ends a literal and begins it again, which comes to the same. */
function after(state: SqlState, character: string): SqlState {
  switch (state) {
    case 'literal':
      return character === "'" ? 'code' : state;
    case 'name':
      return character === '"' ? 'code' : state;
    case 'backticks':
      return character === '`' ? 'code' : state;
    case 'line':
      return character === '\n' ? 'code' : state;
    case 'block':
      return character === '*' ? 'star' : state;
    case 'star':
      return character === '/' ? 'code' : character === '*' ? state : 'block';
    case 'minus':
      return character === '-' ? 'line' : afterCode(character);
    case 'slash':
      return character === '/' ? 'line' : character === '*' ? 'block' : afterCode(character);
    case 'code':
      return afterCode(character);
  }
}

function afterCode(character: string): SqlState {
  switch (character) {
    case "'":
      return 'literal';
    case '"':
      return 'name';
    case '`':
      return 'backticks';
    case '#':
      return 'line';
    case '-':
      return 'minus';
    case '/':
      return 'slash';
    default:
      return 'code';
  }
}

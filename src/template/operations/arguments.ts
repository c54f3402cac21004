import { isMarked, type Value } from '../../values/value.ts';
import type { Call } from './call.ts';
import { describe, numberOf, textOf } from './reading.ts';

/** What was given for the parameters of an operation. */
export class Arguments {
  readonly rest: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  private readonly given: ReadonlyMap<string, () => Value>;
  private readonly call: Call;

  constructor(
    given: ReadonlyMap<string, () => Value>,
    rest: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    call: Call,
  ) {
    this.given = given;
    this.rest = rest;
    this.keywords = keywords;
    this.call = call;
  }

  has(name: string): boolean {
    return this.given.has(name);
  }

  /** undefined where nothing was given. */
  optional(name: string): Value | undefined {
    return this.given.get(name)?.();
  }

  value(name: string): Value {
    return this.optional(name) ?? null;
  }

  text(name: string, fallback = ''): string {
    const value = this.optional(name);
    return value === undefined ? fallback : textOf(value, this.call, `"${name}"`);
  }

  /** A whole number between 0 and 2^31, or whatever `least` allows. */
  whole(name: string, fallback: number, least = 0): number {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    const number = numberOf(value, this.call, `"${name}"`);
    if (!Number.isInteger(number) || number < least || number > 2 ** 31) {
      this.call.wrong(`"${name}" needs a whole number from ${least} on, not ${this.call.show(value)}`);
    }
    return number;
  }

  /** true or false; anything else is refused, because `"false"` would be true. */
  flag(name: string, fallback: boolean): boolean {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    if (typeof value === 'boolean') return value;
    if (value === 0 || value === 1) return value === 1;
    return this.call.wrong(`"${name}" wants true or false, not ${isMarked(value) ? 'that' : describe(value)}`);
  }
}

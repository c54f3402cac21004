import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Value } from '../../values/value.ts';
import type { BodyNode, MacroParameter } from '../syntax/nodes.ts';

/** What an expression can stand for, before it has to be a value. */
export type Meaning = Value | Missing | Macro | Namespace | Loop;

/** Names that have a meaning in one place of a template. */
export interface VisibleNames {
  lookup(name: string): Meaning | undefined;
  all(): readonly string[];
}

/** Something that is not there, and what to say when it is needed. */
export class Missing {
  readonly diagnostic: () => Diagnostic;
  constructor(diagnostic: () => Diagnostic) {
    this.diagnostic = diagnostic;
  }
}

/** `{% macro %}`, or the body of `{% call %}` as `caller`. */
export class Macro {
  readonly name: string;
  readonly parameters: readonly MacroParameter[];
  readonly body: BodyNode;
  /** Where it was defined: it sees those names. */
  readonly scope: VisibleNames;
  constructor(name: string, parameters: readonly MacroParameter[], body: BodyNode, scope: VisibleNames) {
    this.name = name;
    this.parameters = parameters;
    this.body = body;
    this.scope = scope;
  }
}

/** `namespace()`: the one thing that can be changed, so that a loop can hand something out. */
export class Namespace {
  readonly members: Map<string, Value>;
  constructor(members: ReadonlyMap<string, Value>) {
    this.members = new Map(members);
  }
}

/** `loop` inside of `for`. */
export class Loop {
  private readonly items: readonly Value[];
  private readonly position: number;
  constructor(items: readonly Value[], position: number) {
    this.items = items;
    this.position = position;
  }

  /** undefined where `loop` has no such member, or nothing comes before or after. */
  member(name: string): Value | undefined {
    const length = this.items.length;
    switch (name) {
      case 'index':
        return this.position + 1;
      case 'index0':
        return this.position;
      case 'revindex':
        return length - this.position;
      case 'revindex0':
        return length - this.position - 1;
      case 'first':
        return this.position === 0;
      case 'last':
        return this.position === length - 1;
      case 'length':
        return length;
      // Only recursive loops are deeper, and there are none.
      case 'depth':
        return 1;
      case 'depth0':
        return 0;
      case 'previtem':
        return this.items[this.position - 1];
      case 'nextitem':
        return this.items[this.position + 1];
      default:
        return undefined;
    }
  }

  /** `loop.cycle(a, b)`: the arguments in turn. */
  cycle(values: readonly Value[]): Value | undefined {
    return values[this.position % values.length];
  }

  static readonly memberNames: readonly string[] = [
    'index',
    'index0',
    'revindex',
    'revindex0',
    'first',
    'last',
    'length',
    'depth',
    'depth0',
    'previtem',
    'nextitem',
    'cycle',
  ];
}

/** A meaning that is a value and can be put out, given to a filter, kept in a list. */
export function isValue(meaning: Meaning): meaning is Value {
  if (typeof meaning !== 'object' || meaning === null) return true;
  return !(
    meaning instanceof Missing ||
    meaning instanceof Macro ||
    meaning instanceof Namespace ||
    meaning instanceof Loop
  );
}

/** What a meaning is, in the words of a message. */
export function describeMeaning(meaning: Exclude<Meaning, Value>): string {
  if (meaning instanceof Macro) return 'a macro';
  if (meaning instanceof Namespace) return 'a namespace';
  if (meaning instanceof Loop) return 'the state of the loop';
  return 'nothing';
}

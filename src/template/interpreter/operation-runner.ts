import { shorten } from '../../base/text.ts';
import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import { isMarked, isValueList, isValueMap, Unknown, type Value } from '../../values/value.ts';
import { filters } from '../filters/index.ts';
import { Arguments } from '../operations/arguments.ts';
import { bindArguments, type GivenArguments } from '../operations/binding.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { describe } from '../operations/reading.ts';
import { unanswered } from '../lookups.ts';
import type { RenderContext } from '../template.ts';
import { tests } from '../tests/index.ts';
import {
  conceal,
  deriveUnknown,
  firstUnknown,
  isSecretOnTop,
  openAll,
  openTop,
  someSecret,
  unknownOnTop,
} from './marks.ts';
import { measure } from './measure.ts';
import { memberOf } from './members.ts';
import type { Meter } from './meter.ts';
import { NothingThere, refusal } from './stop.ts';
import { truthOf } from './truth.ts';

/** More warnings of one rendering help nobody. */
const mostWarnings = 100;

/** One use of an operation in a template. */
export interface Use {
  /** As messages call it: `the filter "upper"`. */
  readonly title: string;
  readonly at: () => Location;
  /** What an unknown result is called. */
  readonly nameOf: (unknown: Unknown) => string;
  /** Its answer says little about a secret: it stays plain. */
  readonly isTest?: boolean;
  readonly isMissing?: boolean;
}

/** Ends an operation whose outcome hangs on something unknown. */
class HangsOn extends Error {
  readonly unknown: Unknown;
  constructor(unknown: Unknown) {
    super('The outcome hangs on an unknown.');
    this.unknown = unknown;
  }
}

/** Runs filters, tests, methods and functions: binds arguments, opens what is marked and marks what comes of it. */
export class OperationRunner {
  private readonly context: RenderContext;
  private readonly meter: Meter;
  private readonly warnings: Diagnostic[];

  constructor(context: RenderContext, meter: Meter, warnings: Diagnostic[]) {
    this.context = context;
    this.meter = meter;
    this.warnings = warnings;
  }

  run(operation: Operation, input: Value, args: GivenArguments, use: Use): Value {
    const bound = bindArguments(operation, args);
    if ('wrong' in bound) throw refusal('template/wrong-argument', `${use.title}: ${bound.wrong}`, use.at());
    const raw = operation.marks === 'raw';
    const evaluate = (thunks: ReadonlyMap<string, () => Value>): ReadonlyMap<string, Value> =>
      new Map([...thunks].map(([name, value]) => [name, value()]));
    const given = raw ? new Map<string, Value>() : evaluate(bound.given);
    const rest = bound.rest.map((value) => value());
    const keywords = evaluate(bound.keywords);
    const all = [input, ...given.values(), ...rest, ...keywords.values()];
    this.chargeFor(all, use);
    if (raw) {
      const call = this.callFor(use, false);
      return this.settled(use, all, () =>
        operation.apply(input, new Arguments(bound.given, rest, keywords, call), call),
      );
    }

    const wantsLeaves = operation.marks === 'leaves';
    const unknown = wantsLeaves ? firstOf(all, unknownOnTop) : firstUnknown(all);
    if (unknown !== undefined) return this.derived(unknown, all, use);
    const isSecret = wantsLeaves ? all.some(isSecretOnTop) : someSecret(all);
    const open = !isSecret ? (value: Value) => value : wantsLeaves ? openTop : openAll;
    const call = this.callFor(use, someSecret(all));
    const opened = new Arguments(
      new Map([...given].map(([name, value]) => [name, () => open(value)])),
      rest.map(open),
      new Map([...keywords].map(([name, value]) => [name, open(value)])),
      call,
    );
    const result = this.settled(use, all, () => operation.apply(open(input), opened, call));
    if (isSecret && isMarked(result) && result.kind === 'sql-fragment') {
      throw refusal('template/wrong-argument', `${use.title}: a secret cannot become SQL text`, use.at());
    }
    return isSecret && use.isTest !== true && !(result instanceof Unknown) ? conceal(result, all) : result;
  }

  /** What an operator or function of the interpreter itself needs of a call. */
  callFor(use: Use, hidesValues: boolean): Call {
    return {
      isMissing: use.isMissing ?? false,
      random: this.context.random,
      startedAtMs: this.context.startedAtMs,
      lookUp: (question) => this.context.lookups?.answer(question, use.at()) ?? unanswered(question),
      variable: (name) => this.variable(name),
      wrong: (message, help) => {
        throw refusal('template/wrong-argument', `${use.title}: ${message}`, use.at(), help);
      },
      missing: (message) => {
        throw new NothingThere(`${use.title}: ${message}`, use.at());
      },
      warn: (message, help, code = 'template/wrong-argument') => {
        this.warn(
          warning(code, `${use.title}: ${message}`, {
            at: use.at(),
            ...(help === undefined ? {} : { help }),
          }),
        );
      },
      show: (value) => (hidesValues ? `this secret` : showPlain(value)),
      charge: (steps) => this.meter.charge(steps, use.at),
      reserve: (characters) => this.meter.reserve(characters, use.at),
      filter: (name, input, args) => this.inner(name, input, args, use, 'filter'),
      test: (name, input, args) => {
        const answer = this.inner(name, input, args, use, 'test');
        return this.truth(answer);
      },
      truth: (value) => this.truth(value),
      member: (value, path) => this.memberAt(value, path),
    };
  }

  /** An unknown that comes of an operation on these values. */
  derived(unknown: Unknown, values: readonly Value[], use: Use): Unknown {
    return deriveUnknown(use.nameOf(unknown), unknown, someSecret(values));
  }

  /** Each warning once, however often a loop comes by. */
  warn(diagnostic: Diagnostic): void {
    const isKnown = this.warnings.some(
      (other) => other.message === diagnostic.message && other.at?.start === diagnostic.at?.start,
    );
    if (!isKnown && this.warnings.length < mostWarnings) this.warnings.push(diagnostic);
  }

  private settled(use: Use, all: readonly Value[], apply: () => Value): Value {
    try {
      const result = apply();
      this.meter.admit(result, use.at);
      return result;
    } catch (error) {
      if (error instanceof HangsOn) return this.derived(error.unknown, all, use);
      throw error;
    }
  }

  private truth(value: Value): boolean {
    const truth = truthOf(value);
    if (truth !== undefined) return truth;
    throw new HangsOn(firstUnknown([value]) ?? new Unknown('?'));
  }

  private inner(name: string, input: Value, args: readonly Value[], use: Use, kind: 'filter' | 'test'): Value {
    const registry = kind === 'filter' ? filters : tests;
    const operation = registry.get(name);
    if (operation === undefined) {
      throw refusal('template/unknown-filter', `there is no ${kind} "${name}"`, use.at(), registry.didYouMean(name));
    }
    const positional = args.map((value) => () => value);
    const title = `the ${kind} "${name}"`;
    return this.run(operation, input, { positional, keywords: [] }, { ...use, title, isTest: kind === 'test' });
  }

  private variable(name: string): Value | undefined {
    const variables = this.context.names.lookup('vars');
    return variables !== undefined && isValueMap(variables) && Object.hasOwn(variables, name)
      ? variables[name]
      : undefined;
  }

  private memberAt(value: Value, path: string | number): Value | undefined {
    let current = value;
    const parts = typeof path === 'number' ? [path] : path.split('.');
    for (const part of parts) {
      const key = typeof part === 'string' && /^\d+$/.test(part) && isValueList(current) ? Number(part) : part;
      const found = memberOf(current, key, 'it');
      if (found.kind === 'missing') return undefined;
      current = found.value;
    }
    return current;
  }

  private chargeFor(values: readonly Value[], use: Use): void {
    let steps = 1;
    for (const value of values) {
      const { nodes, characters } = measure(value);
      steps += Math.ceil(nodes / 16) + Math.ceil(characters / 1024);
    }
    this.meter.charge(steps, use.at);
  }
}

function firstOf<T>(values: readonly Value[], find: (value: Value) => T | undefined): T | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function showPlain(value: Value): string {
  if (isMarked(value)) return value.kind === 'number-as-written' ? value.text : describe(value);
  if (isValueList(value) || isValueMap(value)) return describe(value);
  return shorten(JSON.stringify(typeof value === 'string' ? value.slice(0, 80) : value), 40);
}

import { shorten } from '../../base/text.ts';
import { unreachable } from '../../base/unreachable.ts';
import { warning } from '../../diagnostics/diagnostic.ts';
import { joinText } from '../../values/text.ts';
import { Composite, isValueList, isValueMap, Secret, Unknown, type Value } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import { cutText } from '../operations/characters.ts';
import { describe } from '../operations/reading.ts';
import type { BinaryNode, CompareNode, Comparison, Expression, SliceNode, UnaryNode } from '../syntax/nodes.ts';
import { calculate, negate, type ArithmeticOperator } from './arithmetic.ts';
import { equals, order } from './comparison.ts';
import { filterFor, lookAlike, lookAlikeIn } from './look-alike.ts';
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
import { sliceOf } from './members.ts';
import type { Meter } from './meter.ts';
import type { OperationRunner, Use } from './operation-runner.ts';
import type { Placed, Site } from './site.ts';

/** Jinja's operators over values: what is unknown stays unknown, what comes of a secret is secret, comparisons are plain. */
export class Operators {
  private readonly site: Site;
  private readonly meter: Meter;
  private readonly runner: OperationRunner;

  constructor(site: Site, meter: Meter, runner: OperationRunner) {
    this.site = site;
    this.meter = meter;
    this.runner = runner;
  }

  /** The text of values in a row, in which the secret and the unknown parts stay marked. */
  concat(values: readonly Value[], node: Placed): Value {
    let characters = 0;
    for (const value of values) characters += measure(value).characters;
    this.meter.charge(Math.ceil(characters / 1024), () => this.site.at(node));
    this.meter.reserve(characters, () => this.site.at(node));
    return joinText(values);
  }

  arithmetic(node: BinaryNode, operator: ArithmeticOperator, left: Value, right: Value): Value {
    if (operator === 'Add' && isText(left) && isText(right)) return this.concat([left, right], node);
    return this.opened([left, right], node, 'this calculation', (call, [a = null, b = null]) =>
      calculate(operator, a, b, call),
    );
  }

  sign(node: UnaryNode, value: Value): Value {
    const sign = node.typename === 'Neg' ? '-' : '+';
    return this.opened([value], node, `\`${sign}\``, (call, [operand = null]) => {
      const negated = negate(operand, call);
      return sign === '-' ? negated : operand;
    });
  }

  slice(node: SliceNode, target: Value, bounds: readonly Value[]): Value {
    return this.opened([target, ...bounds], node, 'the slice', (call, [input = null, from, to, step]) => {
      const by = bound(step, call) ?? 1;
      if (by === 0) return call.wrong('its step cannot be 0');
      call.charge(Math.ceil(measure(input).nodes / 16) + Math.ceil(measure(input).characters / 1024));
      if (isValueList(input)) return sliceOf(input, bound(from, call), bound(to, call), by);
      if (typeof input !== 'string') return call.wrong(`it cuts a list or a text, not ${describe(input)}`);
      if (by === 1) return cutText(input, bound(from, call) ?? 0, bound(to, call) ?? undefined);
      call.charge(input.length);
      return sliceOf(Array.from(input), bound(from, call), bound(to, call), by).join('');
    });
  }

  /** `operands` are what stands at both sides, to say where. */
  compare(
    type: Comparison,
    left: Value,
    right: Value,
    operands: readonly [Expression, Expression],
    node: CompareNode,
  ): boolean | Unknown {
    this.meter.charge(Math.ceil((measure(left).nodes + measure(right).nodes) / 16), () => this.site.at(node));
    if (firstUnknown([left, right]) !== undefined) {
      const isFound = isValueList(right) && firstUnknown([left]) === undefined && holdsKnown(right, openAll(left));
      if (isFound && (type === 'in' || type === 'not in')) return type === 'in';
      return this.derived([left, right], node);
    }
    const [a, b] = [openAll(left), openAll(right)];
    this.warnOfLookAlikes(type, a, b, operands, node);
    return this.compareKnown(type, a, b, node);
  }

  /** People who know templates in which every variable is a string expect `port == "5"` to hold for 5. */
  private warnOfLookAlikes(
    type: Comparison,
    left: Value,
    right: Value,
    [leftNode, rightNode]: readonly [Expression, Expression],
    node: CompareNode,
  ): void {
    const found =
      type === '==' || type === '!='
        ? lookAlike(left, right)
        : (type === 'in' || type === 'not in') && !this.contains(right, left, node)
          ? lookAlikeIn(right, left)
          : undefined;
    if (found === undefined) return;
    const isAmong = type === 'in' || type === 'not in';
    const textNode = found.text === 'left' ? leftNode : rightNode;
    const typedNode = found.text === 'left' ? rightNode : leftNode;
    // Of a list the items cannot be changed so easily, so it is what is looked for that changes.
    const isTextChanged = isAmong ? found.text === 'left' : textNode.typename !== 'Literal';
    const [changed, filter] = isTextChanged ? [textNode, filterFor(found.typed)] : [typedNode, 'string'];
    const what = isAmong ? 'looks for' : 'compares';
    const kinds =
      found.text === 'left' ? `a string ${joint(isAmong)} ${found.typed}` : `${found.typed} ${joint(isAmong)} a string`;
    this.runner.warn(
      warning(
        'template/never-equal',
        `\`${this.shown(node)}\` ${what} ${kinds} that reads the same: the two are never equal`,
        {
          at: this.site.at(node),
          help: `write \`${this.operandSource(changed)} | ${filter}\``,
        },
      ),
    );
  }

  private shown(node: Placed): string {
    return shorten(this.site.source(node), 60);
  }

  /** An operand as a filter can follow it. */
  private operandSource(node: Expression): string {
    const source = this.site.source(node);
    const isOne = ['Symbol', 'LookupVal', 'Literal', 'Filter', 'FunCall', 'Array', 'Dict'].includes(node.typename);
    return isOne ? source : `(${source})`;
  }

  /** An unknown in place of what these values would give. */
  derived(values: readonly Value[], node: Expression, isSecret = false): Unknown {
    const unknown = firstUnknown(values) ?? new Unknown(this.site.source(node));
    return deriveUnknown(this.operandName(unknown, node, values), unknown, isSecret || someSecret(values));
  }

  /** The source of an operation, its operand named as the unknown is, where the operand is the unknown itself. */
  nameWith(unknown: Unknown, whole: Placed, operand: Placed | undefined, value: Value): string {
    if (operand === undefined || value !== unknown) return this.site.source(whole);
    const before = this.site.source({ start: whole.start, end: operand.start });
    const after = this.site.source({ start: operand.end, end: whole.end });
    return before + unknown.name + after;
  }

  useOf(node: Placed, title: string): Use {
    return { title, at: () => this.site.at(node), nameOf: () => this.site.source(node) };
  }

  /** For `a == 'x'` where a is an unknown: `<its name> == 'x'`. */
  private operandName(unknown: Unknown, node: Expression, values: readonly Value[]): string {
    if (!values.includes(unknown)) return this.site.source(node);
    if ('left' in node) return this.nameWith(unknown, node, values[0] === unknown ? node.left : node.right, unknown);
    if ('target' in node) return this.nameWith(unknown, node, node.target, unknown);
    if (node.typename === 'FunCall' && node.name.typename === 'LookupVal') {
      return this.nameWith(unknown, node, node.name.target, unknown);
    }
    if (node.typename === 'Compare' && values[0] === unknown) return this.nameWith(unknown, node, node.expr, unknown);
    return this.site.source(node);
  }

  private compareKnown(type: Comparison, left: Value, right: Value, node: CompareNode): boolean {
    switch (type) {
      case '==':
        return equals(left, right);
      case '!=':
        return !equals(left, right);
      case 'in':
        return this.contains(right, left, node);
      case 'not in':
        return !this.contains(right, left, node);
      case '<':
      case '>':
      case '<=':
      case '>=': {
        const difference = order(left, right);
        if (difference === undefined) {
          const message = `${describe(left)} and ${describe(right)} have no order: \`${type}\` cannot compare them`;
          throw this.site.refuse(node, message);
        }
        if (type === '<') return difference < 0;
        if (type === '>') return difference > 0;
        return type === '<=' ? difference <= 0 : difference >= 0;
      }
      default:
        return unreachable(type);
    }
  }

  private contains(container: Value, item: Value, node: CompareNode): boolean {
    if (isValueList(container)) return container.some((candidate) => equals(candidate, item));
    if (typeof container === 'string' && typeof item === 'string') return container.includes(item);
    if (isValueMap(container)) return typeof item === 'string' && Object.hasOwn(container, item);
    if (typeof container === 'string') throw this.site.refuse(node, `a text cannot hold ${describe(item)}`);
    throw this.site.refuse(node, `\`in\` needs a list, a map or a text, not ${describe(container)}`);
  }

  /** Applies an operator to opened values; what comes of a secret is secret, and an unknown stays one. */
  private opened(
    values: readonly Value[],
    node: Expression,
    title: string,
    apply: (call: Call, values: readonly Value[]) => Value,
  ): Value {
    if (values.some((value) => unknownOnTop(value) !== undefined)) return this.derived(values, node);
    const isSecret = values.some(isSecretOnTop);
    const call = this.runner.callFor(this.useOf(node, title), isSecret);
    const result = apply(call, values.map(openTop));
    return isSecret ? conceal(result, values) : result;
  }
}

function bound(value: Value | undefined, call: Call): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  return call.wrong(`its bounds are whole numbers, not ${describe(value)}`);
}

function joint(isAmong: boolean): string {
  return isAmong ? 'where there is' : 'with';
}

/** Text as a whole, marked or not. */
function isText(value: Value): boolean {
  if (value instanceof Secret) return typeof value.value === 'string';
  return typeof value === 'string' || value instanceof Composite;
}

function holdsKnown(list: readonly Value[], item: Value): boolean {
  return list.some((candidate) => !measure(candidate).hasUnknown && equals(openAll(candidate), item));
}

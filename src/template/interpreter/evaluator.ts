import { shorten } from '../../base/text.ts';
import { unreachable } from '../../base/unreachable.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import { isMarked, NumberAsWritten, omit, Unknown, type Value } from '../../values/value.ts';
import { filters, refusedFilters } from '../filters/index.ts';
import { functions, refusedFunctions } from '../functions/index.ts';
import { changingMethods, methodsOf } from '../methods/index.ts';
import { helpForMissing } from '../missing-name.ts';
import type { GivenArguments } from '../operations/binding.ts';
import { describe } from '../operations/reading.ts';
import type {
  BinaryNode,
  CallArguments,
  CallNode,
  CompareNode,
  Expression,
  FilterCall,
  FilterNode,
  InlineIfNode,
  LookupNode,
  SymbolNode,
  TestNode,
  TextNode,
  UnaryNode,
} from '../syntax/nodes.ts';
import { findReferences } from '../syntax/references.ts';
import type { RenderContext } from '../template.ts';
import { refusedTests, tests } from '../tests/index.ts';
import { firstUnknown, openTop, originOf, unknownOnTop } from './marks.ts';
import { describeMeaning, isValue, Loop, Macro, Missing, Namespace, type Meaning } from './meaning.ts';
import { measure } from './measure.ts';
import { memberOf } from './members.ts';
import type { Meter } from './meter.ts';
import type { OperationRunner } from './operation-runner.ts';
import type { Operators } from './operators.ts';
import type { Scope } from './scope.ts';
import type { Placed, Site } from './site.ts';
import { NothingThere, Stop } from './stop.ts';
import { truthOf } from './truth.ts';

/** What expressions need of the interpreter of statements. */
export interface Statements {
  callMacro(macro: Macro, node: CallNode, scope: Scope): Value;
  textOf(node: TextNode, scope: Scope): Value;
}

export interface EvaluatorParts {
  readonly site: Site;
  readonly context: RenderContext;
  readonly meter: Meter;
  readonly runner: OperationRunner;
  readonly operators: Operators;
  readonly statements: Statements;
}

/** Walks expressions over values. Nothing is compiled, and nothing can be called but what this folder lists. */
export class Evaluator {
  private readonly site: Site;
  private readonly context: RenderContext;
  private readonly meter: Meter;
  private readonly runner: OperationRunner;
  private readonly operators: Operators;
  private readonly statements: Statements;

  constructor(parts: EvaluatorParts) {
    this.site = parts.site;
    this.context = parts.context;
    this.meter = parts.meter;
    this.runner = parts.runner;
    this.operators = parts.operators;
    this.statements = parts.statements;
  }

  /** The value of an expression; what is not defined or not a value ends the rendering. */
  value(node: Expression, scope: Scope): Value {
    return this.asValue(this.meaning(node, scope), node);
  }

  asValue(meaning: Meaning, node: Expression): Value {
    if (isValue(meaning)) return meaning;
    if (meaning instanceof Missing) throw new Stop({ kind: 'refused', diagnostics: [meaning.diagnostic()] });
    throw this.site.refuse(node, `"${this.site.source(node)}" is ${describeMeaning(meaning)}, not a value`);
  }

  /** The truth of a condition; one that hangs on an unknown ends the rendering. */
  decide(node: Expression, scope: Scope): boolean {
    const value = this.value(node, scope);
    const truth = truthOf(value);
    if (truth !== undefined) return truth;
    throw this.undecided(value, node);
  }

  undecided(value: Value, node: Expression): Stop {
    const unknown = firstUnknown([value]) ?? new Unknown(this.site.source(node));
    return new Stop({ kind: 'undecided', unknown: originOf(unknown), at: this.site.at(node) });
  }

  /** What an expression stands for, be it defined or not. */
  meaning(node: Expression, scope: Scope): Meaning {
    const at = (): Location => this.site.at(node);
    this.meter.charge(1, at);
    this.meter.enter(at);
    const meaning = this.meaningOf(node, scope);
    if (isValue(meaning)) this.meter.admit(meaning, at);
    this.meter.leave();
    return meaning;
  }

  /** A filter on a value that stands at `inputNode`, or on the text of a block. */
  applyFilter(
    filter: FilterCall,
    input: Value,
    scope: Scope,
    whole: Placed,
    inputNode?: Expression,
    isMissing = false,
  ): Value {
    const { name } = filter;
    const operation = filters.get(name.value);
    if (operation === undefined) throw this.unknownFilter(name);
    return this.runner.run(operation, input, this.given(filter.args, scope), {
      title: `the filter "${name.value}"`,
      at: () => this.site.at({ start: name.start, end: whole.end }),
      nameOf: (unknown) => this.operators.nameWith(unknown, whole, inputNode, input),
      isMissing,
    });
  }

  private meaningOf(node: Expression, scope: Scope): Meaning {
    switch (node.typename) {
      case 'Literal':
        return node.value;
      case 'Symbol':
        return this.named(node, scope);
      case 'LookupVal':
        return this.member(node, scope);
      case 'Slice': {
        const bounds = [node.from, node.to, node.step].map((part) =>
          part === undefined ? null : this.value(part, scope),
        );
        return this.operators.slice(node, this.value(node.target, scope), bounds);
      }
      case 'Array':
        return node.children.map((child) => this.value(child, scope));
      case 'Dict':
        return Object.fromEntries(
          node.children.map((pair) => [this.key(pair.key, scope), this.value(pair.value, scope)]),
        );
      case 'InlineIf':
        return this.inlineIf(node, scope);
      case 'FunCall':
        return this.call(node, scope);
      case 'Filter':
        return this.filter(node, scope);
      case 'Is':
        return this.test(node, scope);
      case 'Not':
        return this.not(node, scope);
      case 'Neg':
      case 'Pos':
        return this.operators.sign(node, this.value(node.target, scope));
      case 'And':
      case 'Or':
        return this.either(node, scope);
      case 'Concat':
        return this.operators.concat([this.value(node.left, scope), this.value(node.right, scope)], node);
      case 'Add':
      case 'Sub':
      case 'Mul':
      case 'Div':
      case 'FloorDiv':
      case 'Mod':
      case 'Pow': {
        const left = this.value(node.left, scope);
        return this.operators.arithmetic(node, node.typename, left, this.value(node.right, scope));
      }
      case 'Compare':
        return this.compare(node, scope);
      case 'Text':
        return this.statements.textOf(node, scope);
      default:
        return unreachable(node);
    }
  }

  private named(node: SymbolNode, scope: Scope): Meaning {
    const name = node.value;
    const own = scope.lookup(name);
    if (own !== undefined) return own;
    const given = this.context.names.lookup(name);
    if (given !== undefined) return given;
    if (name === 'omit') return omit;
    const help = (): string | undefined => helpForMissing(name, this.context.names, scope.all());
    return this.missing(node, `"${name}" is not defined`, help);
  }

  private member(node: LookupNode, scope: Scope): Meaning {
    const target = this.meaning(node.target, scope);
    if (target instanceof Missing) return target;
    const key = this.value(node.val, scope);
    if (target instanceof Loop || target instanceof Namespace) return this.specialMember(target, key, node);
    const size = typeof target === 'string' ? target.length : 0;
    this.meter.charge(Math.ceil(size / 1024), () => this.site.at(node));
    const isPath = node.target.typename === 'Symbol' || node.target.typename === 'LookupVal';
    const title = isPath ? `"${shorten(this.site.source(node.target), 60)}"` : undefined;
    const found = memberOf(this.asValue(target, node.target), key, title);
    if (found.kind === 'found') return found.value;
    const isVariable = node.target.typename === 'Symbol' && node.target.value === 'vars' && typeof key === 'string';
    const help = isVariable ? this.context.names.howToSet?.(key) : undefined;
    return this.missing(node, found.message, () => help ?? found.help);
  }

  private specialMember(target: Loop | Namespace, key: Value, node: LookupNode): Meaning {
    const name = typeof key === 'string' ? key : '';
    const found = target instanceof Loop ? target.member(name) : target.members.get(name);
    if (found !== undefined) return found;
    const names = target instanceof Loop ? Loop.memberNames : target.members.keys();
    const message = `"${this.site.source(node.target)}" has no member "${name}"`;
    return this.missing(node, message, () => didYouMean(name, names));
  }

  private missing(node: Placed, message: string, findHelp: () => string | undefined): Missing {
    return new Missing(() => {
      const help = findHelp();
      return mistake('template/undefined', message, {
        at: this.site.at(node),
        ...(help === undefined ? {} : { help }),
      });
    });
  }

  private key(node: Expression, scope: Scope): string {
    const key = this.value(node, scope);
    if (typeof key === 'string') return key;
    if (typeof key === 'number') return String(key);
    if (key instanceof NumberAsWritten) return key.text;
    const help = isMarked(key) ? 'the keys of a map must be known and cannot be secret' : undefined;
    throw this.site.refuse(node, `the key of a map is a text, not ${describe(key)}`, help);
  }

  private inlineIf(node: InlineIfNode, scope: Scope): Meaning {
    const condition = this.value(node.cond, scope);
    const truth = truthOf(condition);
    if (truth === undefined) return this.operators.derived([condition], node, this.mentionsSecret(node, scope));
    if (truth) return this.meaning(node.body, scope);
    if (node.else_ !== undefined) return this.meaning(node.else_, scope);
    const message = `"${shorten(this.site.source(node), 60)}" has no value, because its condition is false`;
    return this.missing(node, message, () => 'write `… if … else …`');
  }

  private not(node: UnaryNode, scope: Scope): Value {
    const value = this.value(node.target, scope);
    const truth = truthOf(value);
    return truth === undefined ? this.operators.derived([value], node) : !truth;
  }

  /** `and` and `or` give one of their sides, as in Python. */
  private either(node: BinaryNode, scope: Scope): Meaning {
    const left = this.value(node.left, scope);
    const truth = truthOf(left);
    if (truth === undefined) return this.operators.derived([left], node, this.mentionsSecret(node, scope));
    const takesLeft = node.typename === 'And' ? !truth : truth;
    return takesLeft ? left : this.value(node.right, scope);
  }

  /** Whether a name in the expression stands for a secret: the part that decides is unknown, so any part may be the outcome. */
  private mentionsSecret(node: Expression, scope: Scope): boolean {
    return findReferences(this.site.excerpt, node).some((reference) => {
      const meaning = scope.lookup(reference.name) ?? this.context.names.lookup(reference.name);
      return meaning !== undefined && isValue(meaning) && measure(meaning).hasSecret;
    });
  }

  private compare(node: CompareNode, scope: Scope): Value {
    let left = this.value(node.expr, scope);
    let leftNode = node.expr;
    let unknown: Unknown | undefined;
    for (const operand of node.ops) {
      const right = this.value(operand.expr, scope);
      const holds = this.operators.compare(operand.type, left, right, [leftNode, operand.expr], node);
      if (holds === false) return false;
      if (holds !== true) unknown = holds;
      left = right;
      leftNode = operand.expr;
    }
    return unknown ?? true;
  }

  private filter(node: FilterNode, scope: Scope): Meaning {
    const accepts = filters.get(node.name.value)?.acceptsMissing === true;
    const input = accepts ? this.meaning(node.input, scope) : this.value(node.input, scope);
    if (input instanceof Missing) return this.applyFilter(node, null, scope, node, node.input, true);
    try {
      return this.applyFilter(node, this.asValue(input, node.input), scope, node, node.input);
    } catch (error) {
      if (error instanceof NothingThere) return new Missing(() => error.diagnostic);
      throw error;
    }
  }

  private unknownFilter(name: SymbolNode): Stop {
    const reason = refusedFilters.get(name.value);
    if (reason !== undefined) return this.notAvailable(name, `the filter "${name.value}"`, reason);
    const help = filters.didYouMean(name.value);
    return this.site.refuse(name, `there is no filter "${name.value}"`, help, 'template/unknown-filter');
  }

  private notAvailable(node: Placed, what: string, reason: string): Stop {
    return this.site.refuse(node, `${what} is not available: ${reason}`, undefined, 'template/unknown-filter');
  }

  private test(node: TestNode, scope: Scope): Value {
    const { name } = node;
    const operation = tests.get(name.value);
    if (operation === undefined) {
      const reason = refusedTests.get(name.value);
      if (reason !== undefined) throw this.notAvailable(name, `the test "${name.value}"`, reason);
      const help = tests.didYouMean(name.value);
      throw this.site.refuse(name, `there is no test "${name.value}"`, help, 'template/unknown-filter');
    }
    const accepts = operation.acceptsMissing === true;
    const target = accepts ? this.meaning(node.target, scope) : this.value(node.target, scope);
    const input = isValue(target) ? target : null;
    return this.runner.run(operation, input, this.given(node.args, scope), {
      title: `the test "${name.value}"`,
      at: () => this.site.at({ start: name.start, end: node.end }),
      nameOf: (unknown) => this.operators.nameWith(unknown, node, node.target, input),
      isTest: true,
      isMissing: target instanceof Missing,
    });
  }

  private call(node: CallNode, scope: Scope): Meaning {
    if (node.name.typename === 'LookupVal') return this.callMethod(node, node.name, scope);
    if (node.name.typename !== 'Symbol')
      throw this.site.refuse(node, 'only functions, macros and methods can be called');
    const name = node.name.value;
    const callee = this.named(node.name, scope);
    if (callee instanceof Macro) return this.statements.callMacro(callee, node, scope);
    if (!(callee instanceof Missing)) throw this.site.refuse(node.name, `"${name}" is not a function`);
    const given = this.given(node.args, scope);
    if (name === 'namespace') {
      return new Namespace(new Map(given.keywords.map((keyword) => [keyword.name, keyword.value()])));
    }
    const operation = functions.get(name);
    if (operation === undefined) {
      const reason = refusedFunctions.get(name);
      if (reason !== undefined) throw this.notAvailable(node.name, `the function "${name}"`, reason);
      const help = functions.didYouMean(name, ['namespace', ...scope.all()]);
      throw this.site.refuse(node.name, `there is no function "${name}"`, help, 'template/unknown-filter');
    }
    return this.runner.run(operation, null, given, this.operators.useOf(node, `the function "${name}"`));
  }

  private callMethod(node: CallNode, callee: LookupNode, scope: Scope): Meaning {
    const target = this.meaning(callee.target, scope);
    if (target instanceof Missing) return target;
    const { val } = callee;
    const name = val.typename === 'Literal' && typeof val.value === 'string' ? val.value : undefined;
    const given = this.given(node.args, scope);
    if (target instanceof Loop && name === 'cycle') {
      const picked = target.cycle(given.positional.map((argument) => argument()));
      if (picked === undefined) throw this.site.refuse(node, '"loop.cycle" wants the values to go through');
      return picked;
    }
    const input = this.asValue(target, callee.target);
    if (unknownOnTop(input) !== undefined) return this.operators.derived([input], node);
    const methods = methodsOf(openTop(input));
    const operation = name === undefined ? undefined : methods.get(name);
    if (operation === undefined) {
      const shown = name === undefined ? 'such method' : `method "${name}"`;
      const help = name === undefined ? undefined : (changingMethods.get(name) ?? methods.didYouMean(name));
      throw this.site.refuse(callee.val, `${describe(input)} has no ${shown}`, help, 'template/unknown-filter');
    }
    return this.runner.run(operation, input, given, this.operators.useOf(node, `the method "${operation.name}"`));
  }

  private given(args: CallArguments, scope: Scope): GivenArguments {
    return {
      positional: args.positional.map((argument) => () => this.value(argument, scope)),
      keywords: args.keywords.map(({ name, value }) => ({ name, value: () => this.value(value, scope) })),
    };
  }
}

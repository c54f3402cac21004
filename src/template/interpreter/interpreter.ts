import { unreachable } from '../../base/unreachable.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { versionOf } from '../../values/reading.ts';
import { isValueList, isValueMap, Secret, Unknown, type Value } from '../../values/value.ts';
import { describe } from '../operations/reading.ts';
import type {
  BodyNode,
  CallBlockNode,
  CallNode,
  Expression,
  FilterBlockNode,
  ForNode,
  OutputNode,
  SetNode,
  SetTarget,
  Statement,
  WithNode,
} from '../syntax/nodes.ts';
import type { Piece, RenderContext, Template } from '../template.ts';
import { Evaluator } from './evaluator.ts';
import { macroScope } from './macro-scope.ts';
import { isSecretOnTop, openTop, unknownOnTop } from './marks.ts';
import { isValue, Loop, Macro, Missing, Namespace, type Meaning } from './meaning.ts';
import { measure } from './measure.ts';
import { Meter } from './meter.ts';
import { OperationRunner } from './operation-runner.ts';
import { Operators } from './operators.ts';
import { Scope } from './scope.ts';
import { Site, type Placed } from './site.ts';

/** One rendering of one template: runs its statements and collects text and values. */
export class Interpreter {
  readonly warnings: Diagnostic[] = [];
  readonly evaluator: Evaluator;
  private readonly site: Site;
  private readonly operators: Operators;
  private readonly meter = new Meter();

  constructor(template: Template, context: RenderContext) {
    this.site = new Site(template.excerpt);
    const runner = new OperationRunner(context, this.meter, this.warnings);
    this.operators = new Operators(this.site, this.meter, runner);
    this.evaluator = new Evaluator({
      site: this.site,
      context,
      meter: this.meter,
      runner,
      operators: this.operators,
      statements: {
        callMacro: (macro, node, scope) => this.textOf(this.macroPieces(macro, node, scope), node),
        textOf: (node, scope) => this.textOf(this.piecesOf(node.body, new Scope(scope)), node),
      },
    });
  }

  run(body: BodyNode): readonly Piece[] {
    const pieces: Piece[] = [];
    this.body(body, new Scope(), pieces);
    return pieces;
  }

  /** The pieces as one value. */
  textOf(pieces: readonly Piece[], node: Placed): Value {
    return this.operators.concat(
      pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.value)),
      node,
    );
  }

  private piecesOf(body: BodyNode, scope: Scope): readonly Piece[] {
    const pieces: Piece[] = [];
    this.body(body, scope, pieces);
    return pieces;
  }

  private body(body: BodyNode, scope: Scope, pieces: Piece[]): void {
    for (const child of body.children) this.statement(child, scope, pieces);
  }

  private statement(node: Statement, scope: Scope, pieces: Piece[]): void {
    this.meter.charge(1, () => this.site.at(node));
    this.meter.enter(() => this.site.at(node));
    this.runStatement(node, scope, pieces);
    this.meter.leave();
  }

  private runStatement(node: Statement, scope: Scope, pieces: Piece[]): void {
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        this.body(node, scope, pieces);
        return;
      case 'TemplateData':
        this.meter.write(node.value.length, () => this.site.at(node));
        pieces.push({ kind: 'text', text: node.value, excerpt: this.site.excerpt, offset: node.start });
        return;
      case 'Output':
        this.output(node, scope, pieces);
        return;
      case 'If':
        if (this.evaluator.decide(node.cond, scope)) this.body(node.body, scope, pieces);
        else if (node.else_ !== null) this.statement(node.else_, scope, pieces);
        return;
      case 'For':
        this.loop(node, scope, pieces);
        return;
      case 'Set':
        this.set(node, scope);
        return;
      case 'Macro':
        scope.set(node.name.value, new Macro(node.name.value, node.parameters, node.body, scope));
        return;
      case 'CallBlock':
        this.callBlock(node, scope, pieces);
        return;
      case 'FilterBlock':
        this.filterBlock(node, scope, pieces);
        return;
      case 'With':
        this.with(node, scope, pieces);
        return;
      default:
        unreachable(node);
    }
  }

  private output(node: OutputNode, scope: Scope, pieces: Piece[]): void {
    for (const child of node.children) {
      if (child.typename === 'TemplateData') {
        this.statement(child, scope, pieces);
        continue;
      }
      const macro = this.macroOf(child, scope);
      if (macro !== undefined) {
        // Text that a macro writes is text of the template, with its place.
        pieces.push(...this.macroPieces(macro.macro, macro.node, scope));
        continue;
      }
      this.put(this.outputValue(child, scope), node, pieces);
    }
  }

  /** As in Jinja, `x if condition` writes nothing where the condition is false. */
  private outputValue(node: Expression, scope: Scope): Value {
    const meaning = this.evaluator.meaning(node, scope);
    if (meaning instanceof Missing && node.typename === 'InlineIf' && node.else_ === undefined) {
      if (!this.evaluator.decide(node.cond, scope)) return '';
    }
    return this.evaluator.asValue(meaning, node);
  }

  /** The value of a template that is one expression. */
  single(node: Expression): Value {
    const macro = this.macroOf(node, new Scope());
    return macro === undefined ? this.outputValue(node, new Scope()) : this.evaluator.value(node, new Scope());
  }

  private put(value: Value, node: Placed, pieces: Piece[]): void {
    const at = this.site.at(node);
    this.meter.slot(() => at);
    this.meter.write(measure(value).characters, () => at);
    pieces.push({ kind: 'slot', value, at });
  }

  private macroOf(node: Expression, scope: Scope): { readonly macro: Macro; readonly node: CallNode } | undefined {
    if (node.typename !== 'FunCall' || node.name.typename !== 'Symbol') return undefined;
    const macro = scope.lookup(node.name.value);
    return macro instanceof Macro ? { macro, node } : undefined;
  }

  private macroPieces(macro: Macro, node: CallNode, scope: Scope, caller?: Macro): readonly Piece[] {
    const inner = macroScope(macro, node, scope, this.evaluator, this.site);
    if (caller !== undefined) inner.set('caller', caller);
    return this.piecesOf(macro.body, inner);
  }

  private callBlock(node: CallBlockNode, scope: Scope, pieces: Piece[]): void {
    const found = this.macroOf(node.call, scope);
    if (found === undefined) throw this.site.refuse(node.call.name, '`{% call %}` wants the call of a macro');
    const caller = new Macro('caller', node.parameters, node.body, scope);
    pieces.push(...this.macroPieces(found.macro, node.call, scope, caller));
  }

  private filterBlock(node: FilterBlockNode, scope: Scope, pieces: Piece[]): void {
    let value = this.textOf(this.piecesOf(node.body, new Scope(scope)), node);
    for (const filter of node.filters) value = this.evaluator.applyFilter(filter, value, scope, spanOf(filter, node));
    this.put(value, node, pieces);
  }

  private with(node: WithNode, scope: Scope, pieces: Piece[]): void {
    const inner = new Scope(scope);
    // The values are worked out before any of the names has its new meaning.
    const values = node.bindings.map((binding) => this.defined(binding.value, scope));
    node.bindings.forEach((binding, index) => inner.set(binding.name.value, values[index] ?? null));
    this.body(node.body, inner, pieces);
  }

  /** Anything that is there, a macro or a namespace too. */
  private defined(node: Expression, scope: Scope): Meaning {
    const meaning = this.evaluator.meaning(node, scope);
    return meaning instanceof Missing ? this.evaluator.asValue(meaning, node) : meaning;
  }

  private set(node: SetNode, scope: Scope): void {
    if (node.body !== undefined) {
      const { content, filters } = node.body;
      let text = this.textOf(this.piecesOf(content, new Scope(scope)), node);
      for (const filter of filters) text = this.evaluator.applyFilter(filter, text, scope, spanOf(filter, node));
      this.assign(node.targets, text, node, scope);
    } else if (node.value !== undefined) {
      this.assign(node.targets, this.defined(node.value, scope), node.value, scope);
    }
  }

  private assign(targets: readonly SetTarget[], meaning: Meaning, node: Placed, scope: Scope): void {
    const [first] = targets;
    if (first !== undefined && targets.length === 1) {
      this.assignOne(first, meaning, scope);
      return;
    }
    const values = this.unpack(isValue(meaning) ? meaning : null, targets.length, node);
    targets.forEach((target, index) => this.assignOne(target, values[index] ?? null, scope));
  }

  private assignOne(target: SetTarget, meaning: Meaning, scope: Scope): void {
    if (target.typename === 'Symbol') {
      scope.set(target.value, meaning);
      return;
    }
    const owner = this.evaluator.meaning(target.target, scope);
    const name =
      target.val.typename === 'Literal' && typeof target.val.value === 'string' ? target.val.value : undefined;
    if (!(owner instanceof Namespace) || name === undefined || !isValue(meaning)) {
      throw this.site.refuse(
        target,
        'only members of a `namespace()` can be set',
        'values never change: set a name to a new value',
      );
    }
    owner.members.set(name, meaning);
  }

  private unpack(value: Value, amount: number, node: Placed, help?: string): readonly Value[] {
    const unknown = unknownOnTop(value);
    if (unknown !== undefined) {
      return Array.from({ length: amount }, (_, i) => new Unknown(`${unknown.name}[${i}]`, unknown));
    }
    const items = openTop(value);
    if (!isValueList(items)) {
      throw this.site.refuse(node, `${describe(value)} cannot be unpacked into ${amount} names`, help);
    }
    if (items.length !== amount) {
      throw this.site.refuse(node, `a list of ${items.length} cannot be unpacked into ${amount} names`);
    }
    return isSecretOnTop(value) ? items.map((item) => secretItem(item, value)) : items;
  }

  private loop(node: ForNode, scope: Scope, pieces: Piece[]): void {
    const all = this.itemsToLoop(node, scope);
    const items = node.condition === undefined ? all : this.chosen(node, node.condition, all, scope);
    if (items.length === 0 && node.else_ !== undefined) this.body(node.else_, new Scope(scope), pieces);
    items.forEach((item, index) => {
      this.meter.charge(1, () => this.site.at(node));
      const inner = this.turn(node, item, scope);
      inner.set('loop', new Loop(items, index));
      this.body(node.body, inner, pieces);
    });
  }

  private chosen(node: ForNode, condition: Expression, items: readonly Value[], scope: Scope): readonly Value[] {
    return items.filter((item) => {
      this.meter.charge(1, () => this.site.at(node));
      return this.evaluator.decide(condition, this.turn(node, item, scope));
    });
  }

  private turn(node: ForNode, item: Value, scope: Scope): Scope {
    const inner = new Scope(scope);
    const [first] = node.names;
    if (first !== undefined && node.names.length === 1) inner.set(first.value, item);
    else {
      const values = this.unpack(item, node.names.length, node.arr, 'to loop over a map, write `map.items()`');
      node.names.forEach((name, index) => inner.set(name.value, values[index] ?? null));
    }
    return inner;
  }

  private itemsToLoop(node: ForNode, scope: Scope): readonly Value[] {
    const value = this.evaluator.value(node.arr, scope);
    if (unknownOnTop(value) !== undefined) throw this.evaluator.undecided(value, node.arr);
    const items = openTop(value);
    const list = isValueList(items) ? items : isValueMap(items) ? Object.keys(items) : undefined;
    if (list === undefined) {
      const help =
        typeof items === 'string' ? 'write `| from_json` if it is JSON, `| list` for its characters' : undefined;
      throw this.site.refuse(node.arr, `a loop needs a list or a map, not ${describe(value)}`, help);
    }
    return isSecretOnTop(value) ? list.map((item) => secretItem(item, value)) : list;
  }
}

/** An item of a list that is secret as a whole. */
function secretItem(item: Value, list: Value): Value {
  // What was opened from a secret is plain.
  return new Secret(item as Secret['value'], versionOf([list]));
}

function spanOf(filter: { readonly name: Placed }, node: { readonly start: number }): Placed {
  return { start: node.start, end: filter.name.end };
}

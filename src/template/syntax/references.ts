import { unreachable } from '../../base/unreachable.ts';
import type { Excerpt } from '../../diagnostics/source.ts';
import { locationIn } from '../../diagnostics/source.ts';
import type { Reference } from '../template.ts';
import type { BodyNode, CallArguments, CallNode, Expression, MacroParameter, SetTarget, Statement } from './nodes.ts';

/** Where the walk is: which names the template itself gave a meaning, and whether a rendering must come by. */
interface Place {
  readonly bound: Bound;
  readonly conditional: boolean;
  readonly optional: boolean;
}

/** Names that the template gives a meaning, in one scope and those around it. */
class Bound {
  private readonly names = new Set<string>();
  private readonly outer: Bound | undefined;
  constructor(outer?: Bound) {
    this.outer = outer;
  }
  add(name: string): void {
    this.names.add(name);
  }
  has(name: string): boolean {
    return this.names.has(name) || (this.outer?.has(name) ?? false);
  }
}

interface Found {
  readonly name: string;
  readonly members: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly optional: boolean;
  readonly conditional: boolean;
  /** Asked with `is defined`: the template handles its absence. */
  readonly asked: boolean;
}

/** The names that a template takes from outside, in the order in which they stand. */
export function findReferences(excerpt: Excerpt, root: BodyNode | Expression): readonly Reference[] {
  const walk = new ReferenceWalk();
  const place: Place = { bound: new Bound(), conditional: false, optional: false };
  if ('height' in root) walk.expression(root, place);
  else walk.statements(root, place);
  const asked = walk.found.filter((reference) => reference.asked);
  return walk.found
    .sort((a, b) => a.start - b.start)
    .map(({ name, members, start, end, optional, conditional }) => ({
      name,
      members,
      at: locationIn(excerpt, ...withoutBrackets(excerpt.text, start, end)),
      optional: optional || asked.some((other) => other.name === name && isPrefix(other.members, members)),
      ...(conditional ? { conditional } : {}),
    }));
}

/** Of `(name)` the name alone. */
function withoutBrackets(text: string, start: number, end: number): readonly [start: number, end: number] {
  const isAround = (index: number): boolean => /[\s()]/.test(text[index] ?? 'x');
  let first = start;
  let last = end;
  while (first < last && isAround(first)) first += 1;
  while (last > first && isAround(last - 1)) last -= 1;
  return [first, last];
}

function isPrefix(start: readonly string[], whole: readonly string[]): boolean {
  return start.every((part, index) => whole[index] === part);
}

class ReferenceWalk {
  readonly found: Found[] = [];

  statements(body: BodyNode, place: Place): void {
    for (const child of body.children) this.statement(child, place);
  }

  private statement(node: Statement, place: Place): void {
    const sometimes = { ...place, conditional: true };
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        this.statements(node, place);
        return;
      case 'TemplateData':
        return;
      case 'Output':
        for (const child of node.children) if (child.typename !== 'TemplateData') this.expression(child, place);
        return;
      case 'If':
        this.expression(node.cond, place);
        this.statements(node.body, sometimes);
        if (node.else_ !== null) this.statement(node.else_, sometimes);
        return;
      case 'For': {
        this.expression(node.arr, place);
        const inner = inside(sometimes, [...node.names.map((name) => name.value), 'loop']);
        if (node.condition !== undefined) this.expression(node.condition, inner);
        this.statements(node.body, inner);
        if (node.else_ !== undefined) this.statements(node.else_, inside(sometimes, []));
        return;
      }
      case 'Set':
        if (node.value !== undefined) this.expression(node.value, place);
        if (node.body !== undefined) {
          this.statements(node.body.content, inside(place, []));
          for (const filter of node.body.filters) this.args(filter.args, place);
        }
        for (const target of node.targets) this.bind(target, place);
        return;
      case 'Macro':
        place.bound.add(node.name.value);
        this.macro(node.parameters, node.body, sometimes);
        return;
      case 'CallBlock':
        this.expression(node.call, place);
        this.macro(node.parameters, node.body, sometimes);
        return;
      case 'FilterBlock':
        this.statements(node.body, inside(place, []));
        for (const filter of node.filters) this.args(filter.args, place);
        return;
      case 'With': {
        for (const binding of node.bindings) this.expression(binding.value, place);
        this.statements(
          node.body,
          inside(
            place,
            node.bindings.map((binding) => binding.name.value),
          ),
        );
        return;
      }
      default:
        unreachable(node);
    }
  }

  private macro(parameters: readonly MacroParameter[], body: BodyNode, place: Place): void {
    const inner = inside(place, [...parameters.map((parameter) => parameter.name.value), 'caller']);
    for (const parameter of parameters)
      if (parameter.fallback !== undefined) this.expression(parameter.fallback, inner);
    this.statements(body, inner);
  }

  private bind(target: SetTarget, place: Place): void {
    if (target.typename === 'Symbol') place.bound.add(target.value);
    else this.expression(target.target, place);
  }

  expression(node: Expression, place: Place): void {
    const sometimes = { ...place, conditional: true, optional: false };
    const plain = place.optional ? { ...place, optional: false } : place;
    switch (node.typename) {
      case 'Literal':
        return;
      case 'Symbol':
        this.reference(node.value, [], node.start, node.end, place);
        return;
      case 'LookupVal':
        this.lookup(node, place);
        return;
      case 'Array':
        for (const child of node.children) this.expression(child, plain);
        return;
      case 'Dict':
        for (const pair of node.children) {
          this.expression(pair.key, plain);
          this.expression(pair.value, plain);
        }
        return;
      case 'Slice':
        this.expression(node.target, place);
        for (const part of [node.from, node.to, node.step]) if (part !== undefined) this.expression(part, plain);
        return;
      case 'InlineIf':
        this.expression(node.cond, plain);
        this.expression(node.body, sometimes);
        if (node.else_ !== undefined) this.expression(node.else_, sometimes);
        return;
      case 'FunCall':
        this.callee(node.name, plain);
        this.variableAsked(node, plain);
        this.args(node.args, plain);
        return;
      case 'Filter': {
        const asks = node.name.value === 'default' || node.name.value === 'd';
        this.expression(node.input, asks ? { ...plain, optional: true } : plain);
        this.args(node.args, asks ? sometimes : plain);
        return;
      }
      case 'Is': {
        const asks = node.name.value === 'defined' || node.name.value === 'undefined';
        if (asks) this.asked(node.target, plain);
        else this.expression(node.target, plain);
        this.args(node.args, plain);
        return;
      }
      case 'And':
      case 'Or':
        this.expression(node.left, plain);
        this.expression(node.right, sometimes);
        return;
      case 'Add':
      case 'Concat':
      case 'Sub':
      case 'Mul':
      case 'Div':
      case 'FloorDiv':
      case 'Mod':
      case 'Pow':
        this.expression(node.left, plain);
        this.expression(node.right, plain);
        return;
      case 'Not':
      case 'Neg':
      case 'Pos':
        this.expression(node.target, plain);
        return;
      case 'Compare':
        this.expression(node.expr, plain);
        for (const operand of node.ops) this.expression(operand.expr, plain);
        return;
      case 'Text':
        this.statements(node.body, plain);
        return;
      default:
        unreachable(node);
    }
  }

  private asked(target: Expression, place: Place): void {
    const before = this.found.length;
    this.expression(target, { ...place, optional: true });
    const [first] = this.found.slice(before);
    if (first !== undefined) this.found[before] = { ...first, asked: true };
  }

  private args(args: CallArguments, place: Place): void {
    for (const argument of args.positional) this.expression(argument, place);
    for (const argument of args.keywords) this.expression(argument.value, place);
  }

  /** `get_env(name="X")` takes `vars.X`, where there is one. */
  private variableAsked(node: CallNode, place: Place): void {
    if (node.name.typename !== 'Symbol' || node.name.value !== 'get_env' || place.bound.has('get_env')) return;
    const given = node.args.keywords.find(({ name }) => name === 'name')?.value ?? node.args.positional[0];
    const members = given?.typename === 'Literal' && typeof given.value === 'string' ? [given.value] : [];
    this.reference('vars', members, node.start, node.end, { ...place, optional: true });
  }

  /** What is called is no value from outside: a function or macro by its name, or a method, whose name is no member. */
  private callee(node: Expression, place: Place): void {
    if (node.typename === 'Symbol') return;
    this.expression(node.typename === 'LookupVal' ? node.target : node, place);
  }

  /** A chain of members with constant names is one reference; what stands in brackets has references of its own. */
  private lookup(node: Expression, place: Place): void {
    const members: { readonly name: string | undefined; readonly end: number }[] = [];
    const indexes: Expression[] = [];
    let target = node;
    while (target.typename === 'LookupVal') {
      const { val } = target;
      const constant = val.typename === 'Literal' && typeof val.value === 'string' ? val.value : undefined;
      members.unshift({ name: constant, end: target.end });
      if (val.typename !== 'Literal') indexes.push(val);
      target = target.target;
    }
    if (target.typename === 'Symbol') {
      const names: string[] = [];
      let end = target.end;
      for (const member of members) {
        if (member.name === undefined) break;
        names.push(member.name);
        end = member.end;
      }
      this.reference(target.value, names, target.start, end, place);
    } else {
      this.expression(target, place);
    }
    for (const index of indexes) this.expression(index, { ...place, optional: false });
  }

  private reference(name: string, members: readonly string[], start: number, end: number, place: Place): void {
    if (place.bound.has(name) || name === 'omit') return;
    const { optional, conditional } = place;
    this.found.push({ name, members, start, end, optional, conditional, asked: false });
  }
}

function inside(place: Place, names: readonly string[]): Place {
  const bound = new Bound(place.bound);
  for (const name of names) bound.add(name);
  return { ...place, bound };
}

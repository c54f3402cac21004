import { mistake } from '../../diagnostics/diagnostic.ts';
import type { Value } from '../../values/value.ts';
import type { CallNode } from '../syntax/nodes.ts';
import type { Evaluator } from './evaluator.ts';
import { Missing, type Macro } from './meaning.ts';
import { Scope } from './scope.ts';
import type { Site } from './site.ts';

/** The names that the body of a macro sees in one call: those around its definition, and its parameters. */
export function macroScope(macro: Macro, node: CallNode, outer: Scope, evaluator: Evaluator, site: Site): Scope {
  const given = givenTo(macro, node, outer, evaluator, site);
  const inner = new Scope(macro.scope);
  for (const { name, fallback } of macro.parameters) {
    const value = given.get(name.value);
    if (value !== undefined) inner.set(name.value, value);
    else if (fallback !== undefined) inner.set(name.value, evaluator.value(fallback, inner));
    else {
      const message = `the macro "${macro.name}" needs "${name.value}"`;
      inner.set(name.value, new Missing(() => mistake('template/undefined', message, { at: site.at(node) })));
    }
  }
  return inner;
}

function givenTo(
  macro: Macro,
  node: CallNode,
  scope: Scope,
  evaluator: Evaluator,
  site: Site,
): ReadonlyMap<string, Value> {
  const names = macro.parameters.map((parameter) => parameter.name.value);
  const given = new Map<string, Value>();
  node.args.positional.forEach((argument, index) => {
    const name = names[index];
    if (name === undefined) {
      const most = names.length === 0 ? 'no argument' : `at most ${names.length}`;
      const amount = node.args.positional.length;
      throw site.refuse(argument, `the macro "${macro.name}" takes ${most}, not ${amount}`);
    }
    given.set(name, evaluator.value(argument, scope));
  });
  for (const keyword of node.args.keywords) {
    if (!names.includes(keyword.name)) {
      throw site.refuse(keyword, `the macro "${macro.name}" has no argument "${keyword.name}"`);
    }
    if (given.has(keyword.name)) throw site.refuse(keyword, `"${keyword.name}" is given twice`);
    given.set(keyword.name, evaluator.value(keyword.value, scope));
  }
  return given;
}

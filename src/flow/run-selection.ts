import type { ReferenceGraph } from '../stack/reference-graph.ts';
import type { Stack } from '../stack/stack.ts';
import type { Verb } from './verb.ts';

/** What a run does with each resource of a stack of which only some are selected. */
export interface RunSelection {
  /** Made, tested or removed. */
  readonly selected: ReadonlySet<string>;
  /** Not selected, and asked for all the same: whether it is there, and what it exports. All others are not asked for. */
  readonly read: ReadonlySet<string>;
}

/**
 * A build or test reads those whose values the selected ones take, directly or through others, and those that give what the stack
 * exports. A teardown also reads those that use a selected one: while they are there it must not go.
 */
export function runSelection(
  verb: Verb,
  { manifest, graph }: Pick<Stack, 'manifest' | 'graph'>,
  selected: ReadonlySet<string>,
): RunSelection {
  const also =
    verb === 'teardown'
      ? [...selected].flatMap((name) => graph.edgesTo(name).map(({ from }) => from))
      : manifest.exports.flatMap(({ name }) => graph.giversOf(name));
  const needed = withValuesNeeded(graph, [...selected, ...also]);
  return { selected, read: new Set([...needed].filter((name) => !selected.has(name))) };
}

function withValuesNeeded(graph: ReferenceGraph, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    // What is only waited for gives nothing that is needed.
    const takes = graph.edgesFrom(name).filter(({ uses }) => uses.some(({ where }) => where.kind !== 'depends_on'));
    open.push(...takes.map(({ to }) => to));
  }
  return found;
}

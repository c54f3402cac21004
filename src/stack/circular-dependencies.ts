import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ReferenceGraph, Use } from './reference-graph.ts';

/** Each way round, at the line of `depends_on` that closes it. */
export function circularDependencies(graph: ReferenceGraph): readonly Diagnostic[] {
  return graph.cycles.flatMap((cycle) => {
    const steps = cycle.flatMap((from, index) => {
      const to = cycle[(index + 1) % cycle.length];
      return graph.edgesFrom(from).filter((edge) => edge.to === to);
    });
    // Best told at a line of `depends_on`; the short form may also take values from below.
    const closing = steps.findLastIndex(({ uses }) => uses.every(({ where }) => where.kind === 'depends_on'));
    const way = closing < 0 ? steps : [...steps.slice(closing), ...steps.slice(0, closing)];
    const [first, ...others] = way;
    if (first === undefined) return [];
    const [use] = first.uses;
    return [
      mistake(
        'manifest/circular-dependency',
        `"${first.from}" depends on itself: ${[...way.map((edge) => edge.from), first.from].join(' → ')}`,
        {
          ...(use === undefined ? {} : { at: use.at }),
          related: others.flatMap(({ from, to, uses: [step] }) =>
            step === undefined ? [] : [{ message: `"${from}" ${stepText(step, to)}`, at: step.at }],
          ),
          help:
            closing < 0
              ? `remove one of these references${use === undefined ? '' : `, such as ${use.path.join('.')}`}`
              : `remove "${first.to}" from "depends_on" of "${first.from}", or one of the other references`,
        },
      ),
    ];
  });
}

function stepText({ path, where, through }: Use, to: string): string {
  if (where.kind === 'depends_on') return `depends on "${to}"`;
  const global = through === undefined ? '' : ` through the global "${through}"`;
  return `takes ${path.join('.')} of "${to}"${global}`;
}

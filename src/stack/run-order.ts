/** One name that has to come after another. */
export interface Constraint {
  /** Comes later. */
  readonly from: string;
  /** Comes first. */
  readonly to: string;
}

/** An order that keeps the constraints, as near to the given one as can be. */
export interface RunOrder {
  readonly order: readonly string[];
  /** Ways round: each name comes after the next one, and the last after the first. The order disregards their last constraint. */
  readonly cycles: readonly (readonly string[])[];
}

/** Keeps names where they stand; one that needs a later name comes right after that. */
export function runOrder(names: readonly string[], constraints: readonly Constraint[]): RunOrder {
  const position = new Map(names.map((name, index) => [name, index]));
  const isForward = ({ from, to }: Constraint): boolean => (position.get(to) ?? 0) > (position.get(from) ?? 0);
  // Nearly every stack: whatever is used stands above.
  if (!constraints.some(isForward)) return { order: names, cycles: [] };
  const needs = new Map(names.map((name) => [name, new Set<string>()]));
  for (const { from, to } of constraints) needs.get(from)?.add(to);
  const cycles: (readonly string[])[] = [];
  for (;;) {
    const { order, rest } = sorted(names, needs);
    const [first] = rest;
    if (first === undefined) return { order, cycles };
    const cycle = cycleFrom(first, rest, needs);
    cycles.push(cycle);
    const [start = first] = cycle;
    needs.get(cycle.at(-1) ?? start)?.delete(start);
  }
}

/** The first name that is ready, again and again; `rest` is what never is. */
function sorted(
  names: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly order: readonly string[]; readonly rest: ReadonlySet<string> } {
  const done = new Set<string>();
  let waiting = [...names];
  for (;;) {
    const next = waiting.findIndex((name) => [...(needs.get(name) ?? [])].every((need) => done.has(need)));
    const name = waiting[next];
    if (name === undefined) return { order: [...done], rest: new Set(waiting) };
    done.add(name);
    waiting = waiting.toSpliced(next, 1);
  }
}

/** Each of `rest` needs another of `rest`: whoever follows that comes round. */
function cycleFrom(
  first: string,
  rest: ReadonlySet<string>,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const way: string[] = [];
  let current = first;
  while (!way.includes(current)) {
    way.push(current);
    current = [...(needs.get(current) ?? [])].find((need) => rest.has(need)) ?? current;
  }
  return way.slice(way.indexOf(current));
}

import type { ReferenceGraph } from '../stack/reference-graph.ts';

/** An entry of a run as its schedule sees it. */
export interface ScheduledEntry {
  readonly name: string;
  /** Names of the entries of the run that end before it begins. */
  readonly after: ReadonlySet<string>;
  /** It begins when all before it have ended, and nothing behind it begins before its end. */
  readonly isBarrier: boolean;
  /** How many entries the longest chain has that begins with it. */
  readonly chain: number;
}

/** When the entries of a run may begin; they stand in the order of the run. */
export interface Schedule {
  readonly entries: readonly ScheduledEntry[];
  /** How many may be under way at one time. */
  readonly parallelism: number;
}

export interface ScheduleOptions {
  /** In the order of the run: what an entry uses stands before it, or behind it where `isReversed`. */
  readonly names: readonly string[];
  readonly graph: Pick<ReferenceGraph, 'edgesFrom' | 'edgesTo'>;
  /** Default 1: each entry begins when the one before it has ended. */
  readonly parallelism?: number;
  /** An entry ends before what it uses begins, as in a teardown. Default false. */
  readonly isReversed?: boolean;
  /** Default: none is. */
  readonly isBarrier?: (name: string) => boolean;
}

export function createSchedule({
  names,
  graph,
  parallelism = 1,
  isReversed = false,
  isBarrier = () => false,
}: ScheduleOptions): Schedule {
  const inRun = new Set(names);
  const before = (name: string): readonly string[] =>
    isReversed ? graph.edgesTo(name).map(({ from }) => from) : graph.edgesFrom(name).map(({ to }) => to);
  const behind = (name: string): readonly string[] =>
    isReversed ? graph.edgesFrom(name).map(({ to }) => to) : graph.edgesTo(name).map(({ from }) => from);
  const chains = new Map<string, number>();
  for (const name of names.toReversed())
    chains.set(name, 1 + Math.max(0, ...behind(name).map((one) => chains.get(one) ?? 0)));
  return {
    parallelism,
    entries: names.map((name, index): ScheduledEntry => {
      const previous = names[index - 1];
      const needed = before(name).filter((one) => inRun.has(one));
      return {
        name,
        after: new Set(parallelism > 1 ? needed : previous === undefined ? [] : [previous]),
        isBarrier: isBarrier(name),
        chain: chains.get(name) ?? 1,
      };
    }),
  };
}

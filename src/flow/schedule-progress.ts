import type { Schedule, ScheduledEntry } from './schedule.ts';

/** An entry that waits. */
interface Waiting {
  readonly entry: ScheduledEntry;
  /** Its place in the order of the run. */
  readonly place: number;
  /** How many of those that it waits for have not ended. */
  open: number;
}

/**
 * Which entries of a run may begin, as others end. An end costs as much as there are entries that wait for it, however many entries the run
 * has: a run of thousands asks at every end.
 */
export class ScheduleProgress {
  readonly #parallelism: number;
  readonly #entries: ReadonlyMap<string, Waiting>;
  /** By name: those that wait for its end. */
  readonly #waitingFor = new Map<string, Waiting[]>();
  readonly #ended = new Set<string>();
  /** What waits for nothing and has not begun, in the order in which it begins. */
  readonly #ready: Waiting[] = [];
  #running = 0;

  constructor({ entries, parallelism }: Schedule) {
    this.#parallelism = parallelism;
    this.#entries = new Map(entries.map((entry, place) => [entry.name, { entry, place, open: 0 }]));
    let barrier: readonly string[] = [];
    let sinceBarrier: string[] = [];
    for (const entry of entries) {
      this.#wait(entry.name, new Set([...entry.after, ...barrier, ...(entry.isBarrier ? sinceBarrier : [])]));
      sinceBarrier.push(entry.name);
      if (entry.isBarrier) [barrier, sinceBarrier] = [[entry.name], []];
    }
  }

  /**
   * The entries that begin now, the one with the longest chain first: they count as under way from now on. `places`: for how many there is room
   * beside other work. Default: for all.
   */
  begin(places = Infinity): readonly string[] {
    const begun = this.#ready.splice(0, Math.max(0, Math.min(this.#parallelism - this.#running, places)));
    this.#running += begun.length;
    return begun.map(({ entry }) => entry.name);
  }

  /** An entry that was under way has ended. */
  end(name: string): void {
    this.#running -= 1;
    this.#ended.add(name);
    for (const waiting of this.#waitingFor.get(name) ?? []) {
      waiting.open -= 1;
      if (waiting.open === 0) this.#becomeReady(waiting);
    }
    this.#waitingFor.delete(name);
  }

  /** An entry that was under way begins once more when those have ended. */
  postpone(name: string, until: ReadonlySet<string>): void {
    this.#running -= 1;
    this.#wait(name, until);
  }

  #wait(name: string, after: ReadonlySet<string>): void {
    const waiting = this.#entries.get(name);
    if (waiting === undefined) throw new Error(`The schedule has no entry ${name}.`);
    const open = [...after].filter((one) => !this.#ended.has(one));
    waiting.open = open.length;
    if (open.length === 0) this.#becomeReady(waiting);
    for (const one of open) {
      const others = this.#waitingFor.get(one);
      if (others === undefined) this.#waitingFor.set(one, [waiting]);
      else others.push(waiting);
    }
  }

  #becomeReady(waiting: Waiting): void {
    let [low, high] = [0, this.#ready.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#ready[middle];
      if (other !== undefined && isBefore(other, waiting)) low = middle + 1;
      else high = middle;
    }
    this.#ready.splice(low, 0, waiting);
  }
}

function isBefore(one: Waiting, other: Waiting): boolean {
  return one.entry.chain === other.entry.chain ? one.place < other.place : one.entry.chain > other.entry.chain;
}

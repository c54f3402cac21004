import { ScheduleProgress } from '../flow/schedule-progress.ts';
import type { Schedule } from '../flow/schedule.ts';
import { WritePlaces } from './write-places.ts';

/** How the turn of an entry ended. `postponed`: it has another turn, once those have ended. */
export type TurnEnd = { readonly kind: 'ended' } | { readonly kind: 'postponed'; readonly until: ReadonlySet<string> };

/** What a turn knows of the others. */
export interface Turns {
  /** The entries before a given one, in the order of the run, that have not ended by now. */
  unendedBefore(name: string): ReadonlySet<string>;
  /** All that have not ended by now, in the order of the run. */
  unended(): readonly string[];
}

/** Gives every entry its turn as the schedule says, and in one of the places. After a turn that throws none begins, and it throws when those under way have ended. */
export async function runSchedule(
  schedule: Schedule & { readonly places?: WritePlaces },
  takeTurn: (name: string, turns: Turns) => Promise<TurnEnd>,
): Promise<void> {
  const { places = new WritePlaces(schedule.parallelism) } = schedule;
  const progress = new ScheduleProgress(schedule);
  const ended = new Set<string>();
  let running = 0;
  const names = schedule.entries.map(({ name }) => name);
  const unended = (): readonly string[] => names.filter((name) => !ended.has(name));
  const turns: Turns = {
    unended,
    unendedBefore: (name) => new Set(names.slice(0, names.indexOf(name)).filter((one) => !ended.has(one))),
  };
  const bugs: unknown[] = [];
  await new Promise<void>((resolve) => {
    const begin = async (name: string): Promise<void> => {
      running += 1;
      try {
        const turn = await takeTurn(name, turns);
        if (turn.kind === 'ended') {
          ended.add(name);
          progress.end(name);
        } else progress.postpone(name, turn.until);
      } catch (bug) {
        bugs.push(bug);
      }
      running -= 1;
      places.leave();
      next();
    };
    const next = (): void => {
      const startable = bugs.length > 0 ? [] : progress.begin(places.free);
      startable.forEach(() => places.enter());
      for (const name of startable) void begin(name);
      if (running > 0) return;
      unwatch();
      resolve();
    };
    // What an entry has borrowed comes back to those that wait for their turn.
    const unwatch = places.watch(() => next());
    next();
  });
  if (bugs.length > 0) throw bugs[0];
  if (ended.size < names.length) throw new Error(`Nothing can begin any more: ${unended().join(', ')}.`);
}

import { startableEntries, type Schedule } from '../flow/schedule.ts';

/** How the turn of an entry ended. `postponed`: it has another turn, once those have ended. */
export type TurnEnd = { readonly kind: 'ended' } | { readonly kind: 'postponed'; readonly until: ReadonlySet<string> };

/** What a turn knows of the others. */
export interface Turns {
  /** The entries before a given one, in the order of the run, that have not ended by now. */
  unendedBefore(name: string): ReadonlySet<string>;
  /** All that have not ended by now, in the order of the run. */
  unended(): readonly string[];
}

/** Gives every entry its turn as the schedule says. It ends when all have ended; a turn that throws ends it at once. */
export async function runSchedule(
  schedule: Schedule,
  takeTurn: (name: string, turns: Turns) => Promise<TurnEnd>,
): Promise<void> {
  const ended = new Set<string>();
  const running = new Set<string>();
  const postponed = new Map<string, ReadonlySet<string>>();
  const names = schedule.entries.map(({ name }) => name);
  const unended = (): readonly string[] => names.filter((name) => !ended.has(name));
  const turns: Turns = {
    unended,
    unendedBefore: (name) => new Set(names.slice(0, names.indexOf(name)).filter((one) => !ended.has(one))),
  };
  await new Promise<void>((resolve, reject) => {
    const begin = async (name: string): Promise<void> => {
      running.add(name);
      const turn = await takeTurn(name, turns);
      running.delete(name);
      if (turn.kind === 'ended') ended.add(name);
      else postponed.set(name, turn.until);
      next();
    };
    const next = (): void => {
      if (ended.size === names.length) resolve();
      for (const name of startableEntries(schedule, { ended, running, postponed })) begin(name).catch(reject);
      if (running.size === 0 && ended.size < names.length)
        reject(new Error(`Nothing can begin any more: ${unended().join(', ')}.`));
    };
    next();
  });
}

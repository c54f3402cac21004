import type { WritePlaces } from './write-places.ts';

export interface StatementsOptions<End> {
  /** In which group each statement is: groups come one after the other, what is in one may go side by side. They do not go down. */
  readonly groups: readonly number[];
  readonly write: (index: number) => Promise<End>;
  /** Whether an end may hang on what came before it in its group, and was not done when it began: then it is written once more. */
  readonly hangsOnOrder: (end: End) => boolean;
  /** Default: there is but the place of the entry. */
  readonly places: WritePlaces | undefined;
  /** Whether nothing more is begun. */
  readonly isStopped: () => boolean;
}

/** A statement that has not ended. */
interface Waiting {
  readonly index: number;
  readonly group: number;
  /** What has to end before it begins once more, beside the groups before its own. */
  until: ReadonlySet<number>;
  isRunning: boolean;
}

/**
 * Writes the statements of an entry: one in the place of the entry, others in places that nobody has. Yields how they ended, undefined for
 * those that were not begun.
 */
export async function runStatements<End>(options: StatementsOptions<End>): Promise<readonly (End | undefined)[]> {
  const { groups, write, hangsOnOrder, places, isStopped } = options;
  const ends = new Map<number, End>();
  const bugs: unknown[] = [];
  const nothing: ReadonlySet<number> = new Set();
  const waiting = groups.map((group, index): Waiting => ({ index, group, until: nothing, isRunning: false }));
  const unended = (): readonly Waiting[] => waiting.filter(({ index }) => !ends.has(index));
  let running = 0;
  let isOwnPlaceTaken = false;
  await new Promise<void>((resolve) => {
    const begin = async (statement: Waiting, isBorrowed: boolean): Promise<void> => {
      const { index } = statement;
      const before = new Set(unended().flatMap((other) => (other.index < index ? [other.index] : [])));
      statement.isRunning = true;
      running += 1;
      if (!isBorrowed) isOwnPlaceTaken = true;
      try {
        const end = await write(index);
        if (before.size > 0 && !isStopped() && hangsOnOrder(end)) statement.until = before;
        else ends.set(index, end);
      } catch (bug) {
        bugs.push(bug);
      }
      statement.isRunning = false;
      running -= 1;
      // Entries that wait for a place look at it first.
      if (isBorrowed) places?.giveBack();
      else isOwnPlaceTaken = false;
      next();
    };
    const next = (): void => {
      const isOver = bugs.length > 0 || isStopped();
      const left = isOver ? [] : unended();
      // Groups do not go down: the first that is left is in the one whose turn it is.
      for (const statement of left) {
        if (statement.group !== left[0]?.group) break;
        if (statement.isRunning || [...statement.until].some((one) => !ends.has(one))) continue;
        if (isOwnPlaceTaken && places?.borrow() !== true) break;
        void begin(statement, isOwnPlaceTaken);
      }
      if (running > 0) return;
      unwatch?.();
      resolve();
    };
    const unwatch = places?.watch(next);
    next();
  });
  if (bugs.length > 0) throw bugs[0];
  return groups.map((_, index) => ends.get(index));
}

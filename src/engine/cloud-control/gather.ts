import { err, ok, type Result } from '../../base/result.ts';
import type { StatementFailure } from '../engine.ts';

/** Every task's answer in order, or the first trouble; after trouble no further task begins. */
export async function gather<Item, Answer>(
  items: readonly Item[],
  concurrency: number,
  task: (item: Item) => Promise<Result<Answer, StatementFailure>>,
): Promise<Result<readonly Answer[], StatementFailure>> {
  const [only] = items;
  if (items.length === 1) {
    // The first of one item is there.
    const result = await task(only as Item);
    return result.ok ? ok([result.value]) : result;
  }
  const answers: Answer[] = new Array<Answer>(items.length);
  let trouble: StatementFailure | undefined;
  let next = 0;
  const work = async (): Promise<void> => {
    while (trouble === undefined && next < items.length) {
      const index = next;
      next += 1;
      // The index is below the length.
      const result = await task(items[index] as Item);
      if (result.ok) answers[index] = result.value;
      else trouble ??= result.error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, work));
  return trouble === undefined ? ok(answers) : err(trouble);
}

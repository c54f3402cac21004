import { readCallback } from './read-answer.ts';
import { attemptsOf, waitToAskAgain } from './attempts.ts';
import type { CallbackAnchor } from '../flow/flow.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { shortCircuits } from './short-circuit.ts';
import { badEndOf } from './watched-request.ts';

/** Polls a callback until it says that what was written is ready; not at all where the returned row says so already. */
export async function callBack(
  run: ResourceRun,
  anchor: CallbackAnchor,
): Promise<Attempt<{ positive: boolean; attempts: number }>> {
  const options = run.queryOf(anchor).query.options;
  if (shortCircuits(options.shortCircuit, run.scope.resource?.callback)) {
    return { ok: true, value: { positive: true, attempts: 0 } };
  }
  const limits = attemptsOf(options.retries, options.retryDelaySeconds);
  for (let attempt = 1; ; attempt += 1) {
    const rows = await run.select(anchor);
    if (!rows.ok) return rows;
    const answer = readCallback(rows.value, anchor);
    if (answer.kind === 'wrong') return failed(answer.reason);
    const positive = answer.kind === 'yes';
    const asked = positive ? undefined : run.onlyOperation(anchor);
    const badEnd = asked?.kind === 'read' ? await badEndOf(run, anchor, asked) : undefined;
    if (badEnd !== undefined) return failed(badEnd);
    if (positive || attempt >= limits.attempts) return { ok: true, value: { positive, attempts: attempt } };
    const stopped = await waitToAskAgain(run, anchor, attempt, limits);
    if (stopped !== undefined) return failed(stopped);
  }
}

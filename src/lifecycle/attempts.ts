import type { Anchor } from '../query/anchored-query.ts';
import { formatAddress } from '../stack/address.ts';
import type { FailureReason } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';

/** How often a query is asked, and how long the run waits in between. */
export interface Attempts {
  readonly attempts: number;
  readonly delayMs: number;
}

/** What the options of a query say: one attempt where they say nothing. */
export function attemptsOf(retries: number | undefined, delaySeconds: number | undefined): Attempts {
  return { attempts: Math.max(1, retries ?? 1), delayMs: (delaySeconds ?? 0) * 1000 };
}

/** Waits until it is time to ask again, and forgets what the query was answered from; a reason where the run was stopped meanwhile. */
export async function waitToAskAgain(
  run: ResourceRun,
  anchor: Anchor,
  attempt: number,
  { attempts, delayMs }: Attempts,
): Promise<FailureReason | undefined> {
  const { session, resource, engine } = run;
  session.emit({
    kind: 'resource.waiting',
    resource: formatAddress(resource.address),
    anchor,
    attempt,
    attempts,
    delayMs,
  });
  await session.clock.sleep(delayMs, session.stopping.stop);
  if (session.stopping.stop.aborted) return { kind: 'interrupted' };
  engine.forget(run.onlyOperation(anchor));
  return undefined;
}

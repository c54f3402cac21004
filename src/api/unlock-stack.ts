import { mistake, type Parsed } from '../diagnostics/diagnostic.ts';
import { Leases } from '../lock/leases.ts';
import { unlock } from '../lock/unlock.ts';
import { formatStatementFailure } from '../report/failure-lines.ts';
import { plainPalette } from '../report/palette.ts';
import { authOfEnvironment } from '../stack/environment.ts';
import type { Opened, RunOptions } from './run-verb.ts';
import { lockRegion } from './lock-region.ts';

/** A lock that was removed. */
export interface RemovedLock {
  /** The name of its parameter. */
  readonly name: string;
  readonly state: 'held' | 'free';
  /** Undefined where its value does not say. */
  readonly holder: string | undefined;
}

/** Removes the lock of a stack. */
export async function unlockStack(
  { stack, defaultRegion, records }: Opened,
  options: Pick<RunOptions, 'provider' | 'providerFor'>,
): Promise<Parsed<readonly RemovedLock[]>> {
  const region = lockRegion(defaultRegion, records);
  const refused = (message: string) => ({ value: undefined, diagnostics: [mistake('input/lock', message)] });
  if (region === undefined) return refused('the lock of the stack needs a region, and no statement names one');
  const auth = authOfEnvironment(stack);
  const from = auth.role === undefined ? options.provider : (options.providerFor?.(auth) ?? options.provider);
  const provider = from.lend({});
  try {
    const leases = new Leases(provider, { region, stack: stack.manifest.name, environment: stack.environment });
    const removed = await unlock(leases);
    if (!removed.ok) {
      const failure = { kind: 'failed', failure: removed.error, done: [] } as const;
      return refused(`the lock of the stack cannot be removed: ${formatStatementFailure(failure, plainPalette)}`);
    }
    const value = removed.value.map(({ number, lease }): RemovedLock => ({
      name: leases.nameOf(number),
      state: lease?.state ?? 'held',
      holder: lease?.holder,
    }));
    return { value, diagnostics: [] };
  } finally {
    provider.close();
  }
}

import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { RunResult, Verb } from '../lifecycle/outcome.ts';
import { Leases } from '../lock/leases.ts';
import type { HeldLock } from '../lock/held-lock.ts';
import { takeLock, type LockOptions, type LockRefusal } from '../lock/take-lock.ts';
import type { Provider } from '../provider/provider.ts';
import { formatStatementFailure } from '../report/failure-lines.ts';
import { plainPalette } from '../report/palette.ts';
import type { Stack } from '../stack/stack.ts';

/** The lock that a run takes. */
export interface LockWish {
  /** How long the lock counts after its last renewal, in milliseconds. Default: 5 minutes. */
  readonly durationMs?: number | undefined;
  /** How long to wait for whoever holds it, in milliseconds. Default: 10 minutes. */
  readonly timeoutMs?: number | undefined;
  /** Who takes it, in words for those who wait. Default: `stack-deploy`. */
  readonly holder?: string | undefined;
}

/** Whether a run takes a lock: what changes nothing takes none. */
export function lockFor(verb: Verb, { manifest }: Stack, wish: LockWish | undefined): LockWish | undefined {
  return verb === 'test' ? undefined : (wish ?? (manifest.lock ? {} : undefined));
}

/** Takes the lock of a stack; a diagnostic where it cannot be had. */
export async function lockStack(
  { manifest, environment }: Stack,
  { durationMs = 300_000, timeoutMs = 600_000, holder = 'stack-deploy' }: LockWish,
  {
    region,
    provider,
    ...around
  }: { readonly region: string | undefined; readonly provider: Provider } & Pick<
    LockOptions,
    'clock' | 'random' | 'signal' | 'emit'
  >,
): Promise<Result<HeldLock, Diagnostic>> {
  if (region === undefined) {
    const help = 'give --region';
    return err(mistake('input/lock', 'the lock of the stack needs a region, and no statement names one', { help }));
  }
  const leases = new Leases(provider, { region, stack: manifest.name, environment });
  const taken = await takeLock(leases, { ...around, durationMs, timeoutMs, holder });
  return taken.ok ? ok(taken.value) : err(refusalDiagnostic(taken.error));
}

/** A run that never began, since it has no lock. */
export function unlockedRun(verb: Verb): RunResult {
  return { verb, ok: false, outcomes: [], exports: new Map(), elapsedMs: 0 };
}

function refusalDiagnostic(refusal: LockRefusal): Diagnostic {
  switch (refusal.kind) {
    case 'held': {
      const since = refusal.since === undefined ? '' : ` since ${refusal.since}`;
      return mistake('input/lock', `the stack is locked by ${refusal.holder}${since}`, {
        help: `wait longer with --lock-timeout; if nobody works on it any more, run stack-deploy unlock`,
      });
    }
    case 'failed': {
      const failure = { kind: 'failed', failure: refusal.failure, done: [] } as const;
      return mistake(
        'input/lock',
        `the lock of the stack cannot be taken: ${formatStatementFailure(failure, plainPalette)}`,
      );
    }
    case 'interrupted':
      return mistake('input/lock', 'interrupted before the lock of the stack was taken');
  }
}

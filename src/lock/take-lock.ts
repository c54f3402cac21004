import type { Clock } from '../base/clock.ts';
import type { RandomSource } from '../base/random.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Failure } from '../provider/failure.ts';
import type { LockEvent } from './events.ts';
import { HeldLock } from './held-lock.ts';
import type { Lease } from './lease.ts';
import type { Leases, ReadLease } from './leases.ts';

export interface LockOptions {
  /** Who takes it, in words. */
  readonly holder: string;
  /** How long it counts after its last renewal, in milliseconds. */
  readonly durationMs: number;
  /** How long to wait for whoever holds it, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly signal: AbortSignal;
  readonly emit: (event: LockEvent) => void;
}

/** Why the lock was not taken. */
export type LockRefusal =
  | { readonly kind: 'held'; readonly name: string; readonly holder: string; readonly since: string | undefined }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'interrupted' };

/** How often a waiter looks, at most. */
const lookEveryMs = 5_000;

/**
 * Takes the lock of a stack: creates the name after the highest that is there, once that one is free, or has not changed for its duration
 * by the waiter's own clock. Of two who do that at once one is refused, since the service creates a name only once. Then the older
 * names are deleted.
 */
export async function takeLock(leases: Leases, options: LockOptions): Promise<Result<HeldLock, LockRefusal>> {
  const { clock, signal, timeoutMs, emit } = options;
  const startedMs = clock.now();
  let seen: { readonly read: ReadLease; readonly sinceMs: number } | undefined;
  let told: string | undefined;
  for (;;) {
    if (signal.aborted) return err({ kind: 'interrupted' });
    const highest = await findHighest(leases, seen?.read.number);
    if (!highest.ok) return err(refusalOf(highest.error));
    const read = highest.value;
    const isSame = read !== undefined && read.number === seen?.read.number && read.text === seen.read.text;
    seen = read === undefined ? undefined : isSame ? seen : { read, sinceMs: clock.now() };
    if (read === undefined || isFree(read, clock.now() - (seen?.sinceMs ?? 0), options.durationMs)) {
      const taken = await takeAfter(leases, read?.number ?? 0, options);
      if (!taken.ok) return err(refusalOf(taken.error));
      if (taken.value !== undefined) return ok(taken.value);
      continue;
    }
    const name = leases.nameOf(read.number);
    const { holder = 'somebody', since } = read.lease ?? {};
    const remainingMs = timeoutMs - (clock.now() - startedMs);
    if (remainingMs <= 0) return err({ kind: 'held', name, holder, since });
    if (told !== name) emit({ kind: 'lock.waiting', name, holder, since });
    told = name;
    await clock.sleep(Math.min(lookEveryMs, remainingMs), signal);
  }
}

/** The highest lease; `known`: one that was there a moment ago, so that nothing is listed as long as it is. */
async function findHighest(leases: Leases, known: number | undefined): Promise<Result<ReadLease | undefined, Failure>> {
  if (known !== undefined) {
    const found = await climb(leases, known);
    if (!found.ok || found.value !== undefined) return found;
  }
  const numbers = await leases.numbers();
  if (!numbers.ok) return numbers;
  for (const number of numbers.value.toReversed()) {
    const found = await climb(leases, number);
    if (!found.ok || found.value !== undefined) return found;
  }
  return ok(undefined);
}

/** The lease of that number, or the last of those that follow it: a list may not name them yet. Undefined where it is not there. */
async function climb(leases: Leases, number: number): Promise<Result<ReadLease | undefined, Failure>> {
  let found: ReadLease | undefined;
  for (let next = number; ; next += 1) {
    const read = await leases.read(next);
    if (!read.ok) return read;
    if (read.value === undefined) return ok(found);
    found = read.value;
  }
}

function isFree({ lease }: ReadLease, unchangedMs: number, usualMs: number): boolean {
  return lease?.state === 'free' || unchangedMs >= (lease?.durationMs ?? usualMs);
}

/** Creates the next lease; undefined where somebody else was quicker, or has it by now. */
async function takeAfter(
  leases: Leases,
  highest: number,
  options: LockOptions,
): Promise<Result<HeldLock | undefined, Failure>> {
  const { clock, random, holder, durationMs, emit } = options;
  const number = highest + 1;
  const nowMs = clock.now();
  const lease: Lease = {
    token: random.uuid(),
    state: 'held',
    holder,
    since: new Date(nowMs).toISOString(),
    until: new Date(nowMs + durationMs).toISOString(),
    durationMs,
  };
  const created = await leases.create(number, lease);
  if (!created.ok) return created;
  if (!created.value) return ok(undefined);
  const above = await leases.read(number + 1);
  if (!above.ok || above.value !== undefined) {
    await leases.remove(number);
    return above.ok ? ok(undefined) : above;
  }
  emit({ kind: 'lock.taken', name: leases.nameOf(number) });
  const lock = new HeldLock(leases, { number, lease, writtenMs: nowMs, clock, emit });
  // What cannot be deleted now, the next holder deletes.
  const numbers = await leases.numbers();
  for (const older of numbers.ok ? numbers.value.filter((one) => one < number) : []) await leases.remove(older);
  // All of that may have taken so long that somebody else took the lock for stale.
  return ok((await lock.isHeld()) ? lock : undefined);
}

function refusalOf(failure: Failure): LockRefusal {
  return failure.kind === 'interrupted' ? { kind: 'interrupted' } : { kind: 'failed', failure };
}

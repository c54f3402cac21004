import { ok, type Result } from '../base/result.ts';
import type { Failure } from '../provider/failure.ts';
import type { Leases, ReadLease } from './leases.ts';

/** Removes every lease of a stack. Whoever held the lock notices at the next renewal. Yields what was removed. */
export async function unlock(leases: Leases): Promise<Result<readonly ReadLease[], Failure>> {
  const numbers = await leases.numbers();
  if (!numbers.ok) return numbers;
  const removed: ReadLease[] = [];
  for (const number of numbers.value) {
    const read = await leases.read(number);
    if (!read.ok) return read;
    if (read.value === undefined) continue;
    const gone = await leases.remove(number);
    if (!gone.ok) return gone;
    removed.push(read.value);
  }
  return ok(removed);
}

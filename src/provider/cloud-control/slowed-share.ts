/** How much of a rate is used after it was lowered: `share` for a while, then more and more, until it is all of it. */
export interface SlowedShare {
  readonly share: number;
  readonly atMs: number;
  /** How long the share stays what it is. */
  readonly holdMs: number;
}

/** How long it would take from nothing to the whole rate, in milliseconds. */
const recoveryMs = 30_000;

/** The share at a time; all of it where nothing was lowered. */
export function shareAt(slowed: SlowedShare | undefined, atMs: number): number {
  if (slowed === undefined) return 1;
  return Math.min(1, slowed.share + Math.max(0, atMs - slowed.atMs - slowed.holdMs) / recoveryMs);
}

/** For how long at the whole rate a time counts, in milliseconds. */
export function fullMsBetween(slowed: SlowedShare | undefined, fromMs: number, toMs: number): number {
  return slowed === undefined ? toMs - fromMs : fullMsAfter(slowed, toMs) - fullMsAfter(slowed, fromMs);
}

/** After how long from now on so many milliseconds at the whole rate have passed. */
export function msUntil(fullMs: number, slowed: SlowedShare | undefined, nowMs: number): number {
  if (slowed === undefined) return fullMs;
  const passedMs = nowMs - slowed.atMs;
  return Math.max(0, msAfter(slowed, fullMsAfter(slowed, nowMs) + fullMs) - passedMs);
}

/** What the time from the lowering on counts for: the area under the share, which is level, then rises, then is 1. */
function fullMsAfter({ share, atMs, holdMs }: SlowedShare, toMs: number): number {
  const passedMs = toMs - atMs;
  const heldMs = Math.min(passedMs, holdMs);
  const risenMs = Math.min(Math.max(0, passedMs - holdMs), risingMs(share));
  return heldMs * share + areaOfRise(share, risenMs) + (passedMs - heldMs - risenMs);
}

/** The inverse of `fullMsAfter`. */
function msAfter({ share, holdMs }: SlowedShare, fullMs: number): number {
  const afterHold = fullMs - holdMs * share;
  if (afterHold <= 0) return fullMs / share;
  const afterRise = afterHold - areaOfRise(share, risingMs(share));
  if (afterRise >= 0) return holdMs + risingMs(share) + afterRise;
  return holdMs + recoveryMs * (Math.sqrt(share * share + (2 * afterHold) / recoveryMs) - share);
}

function risingMs(share: number): number {
  return (1 - share) * recoveryMs;
}

function areaOfRise(share: number, risenMs: number): number {
  return share * risenMs + (risenMs * risenMs) / (2 * recoveryMs);
}

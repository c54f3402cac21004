import type { Value } from '../values/value.ts';
import { tagIn } from './own-tags.ts';

/** Says from when on `sweep` may tear the stack down that a resource belongs to: a time in UTC, `2026-11-30T12:00:00Z`. */
export const expiresTag = 'stack-deploy:expires';

/**
 * When what is built now expires, as the tag says it: `ttlMs` milliseconds from now, rounded up to the next quarter of them, so that a
 * build soon after another one has no tags to write. Never earlier than promised, and less than a quarter later.
 */
export function expiryAfter(nowMs: number, ttlMs: number): string {
  const step = Math.max(1000, Math.ceil(ttlMs / 4 / 1000) * 1000);
  const at = Math.ceil((nowMs + ttlMs) / step) * step;
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The time that tags name as their expiry, in milliseconds since 1970; undefined where they name none, or what is no time. */
export function expiryIn(tags: Value | undefined): number | undefined {
  const at = Date.parse(tagIn(tags, expiresTag) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

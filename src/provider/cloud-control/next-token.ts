import { createHash } from 'node:crypto';

/** The ClientToken of the request that comes after the one that `token` stands for; the same for the same reason each time. */
export function nextToken(token: string, reason: string): string {
  return createHash('sha256').update(`${token}:${reason}`).digest('hex');
}

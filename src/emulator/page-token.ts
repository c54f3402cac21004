import { ok, type Result } from '../base/result.ts';
import { wireError, type WireError } from './wire-error.ts';

/** A NextToken: the name of what the last page ended with. What comes or goes between two pages does not shift the second. */
export function formatPageToken(last: string): string {
  return Buffer.from(`after ${last}`, 'utf8').toString('base64url');
}

/** What the last page ended with; undefined without a token. */
export function parsePageToken(token: string | undefined): Result<string | undefined, WireError> {
  if (token === undefined) return ok(undefined);
  const last = /^after (.+)$/s.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  return last === undefined ? wireError('InvalidRequestException', 'Invalid NextToken') : ok(last);
}

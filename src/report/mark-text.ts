import { unreachable } from '../base/unreachable.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import { ownerText } from './owner-text.ts';

/** What a build does, or has done, about the mark of a resource: `taken over from the stack shop (prd), where it was "queue"`. */
export function markText(change: MarkChange): string {
  switch (change.kind) {
    case 'adopt':
      return 'adopted: it belonged to nobody';
    case 'take-over':
      return `taken over from ${ownerText(change.from)}`;
    case 'move':
      return `moved from "${change.from.resource}" of the stack ${change.from.stack} (${change.from.environment})`;
    case 'protect':
      return 'its tags now keep every teardown from deleting it';
    case 'unprotect':
      return 'its tags no longer keep a teardown from deleting it';
    case 'expiry':
      return `expires at ${change.until}`;
    case 'forget':
      return 'given up: it no longer carries the mark of the stack';
    default:
      return unreachable(change);
  }
}

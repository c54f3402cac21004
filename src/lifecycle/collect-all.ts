import { formatAddress } from '../stack/address.ts';
import { collect, isLookedAt, passOver, type Collected } from './collect.ts';
import { readAhead } from './read-ahead.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/** Asks for every resource in order whether it is there and what it exports, as far as the selection needs it; changes nothing. */
export async function collectAll(session: Session): Promise<ReadonlyMap<string, Collected>> {
  const scopes = new Scopes(session);
  const ahead = readAhead(session, 'presence');
  const collected = new Map<string, Collected>();
  for (const resource of session.stack.resources) {
    if (!isLookedAt(session, resource)) {
      collected.set(resource.name, passOver(resource, scopes));
      continue;
    }
    session.emit({ kind: 'resource.started', resource: formatAddress(resource.address), phase: 'collecting' });
    await ahead.ofResource(resource);
    const known = await collect(resource, scopes, 'teardown');
    collected.set(resource.name, known);
    if (known.kind === 'failed' && known.reason.kind === 'interrupted') break;
  }
  await ahead.end();
  return collected;
}

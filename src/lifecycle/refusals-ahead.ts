import { readableTags } from '../plan/own-tags.ts';
import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { collect } from './collect.ts';
import { noChance } from './no-chance.ts';
import type { FailureReason } from './outcome.ts';
import { refuseOwned } from './refuse-owned.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/**
 * Which resources the run may not have, of those whose turn has not ended, since they are another stack's: asked before the first write, so
 * that a run that cannot be finished changes nothing. `asking`: the one that is about to be written. Only what is known by now can be asked; what was read is remembered, and asked again only
 * where a write may have changed it. The answer goes by the name of the resource.
 */
export async function refusalsAhead(
  session: Session,
  scopes: Scopes,
  asking: StackResource,
  pending: readonly StackResource[],
): Promise<ReadonlyMap<string, FailureReason>> {
  const { claims: _claims, ...others } = session;
  const quiet: Session = { ...others, emit: () => undefined, random: noChance };
  const ahead = scopes.copyFor(quiet);
  const refusals = new Map<string, FailureReason>();
  // What was not given is given by nobody who comes later.
  ahead.addAbsent(asking);
  for (const resource of pending) {
    if (resource === asking) continue;
    if (session.stopping.stop.aborted) break;
    if (!isWorthAsking(session, resource)) {
      if (ahead.turnOf(resource).kind !== 'skipped') ahead.addAbsent(resource);
      continue;
    }
    const known = await collect(resource, ahead, 'build or test');
    const refusal = known.kind === 'present' ? await refuseOwned(known.run) : undefined;
    if (refusal !== undefined) refusals.set(resource.name, refusal);
  }
  return refusals;
}

/** Of a type that can carry a mark, or needed by another that comes later. Scripts and commands run in their turn alone. */
function isWorthAsking({ stack, records, registry, selection }: Session, { name, manifest }: StackResource): boolean {
  if (manifest.kind === 'script' || manifest.kind === 'command') return false;
  if (selection !== undefined && !selection.selected.has(name) && !selection.read.has(name)) return false;
  if (stack.graph.edgesTo(name).length > 0) return true;
  const typeName = records.find(({ address }) => formatAddress(address) === name)?.type;
  const type = typeName === undefined ? undefined : registry.find(typeName);
  return type === undefined ? manifest.kind === 'resource' : readableTags(type) !== undefined;
}

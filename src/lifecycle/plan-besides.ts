import type { PlannedBeside, PlannedResource } from '../plan/plan.ts';
import { requestsOf } from '../plan/planned-request.ts';
import { findOwned } from './find-owned.ts';
import { orphansAmong, type KnownEntry } from './orphans.ts';
import type { FailureReason } from './outcome.ts';
import { isPruneAsked, judgeNamed } from './prune.ts';
import { forgetOperation, pruneOperation } from './prune-operations.ts';
import { formatAddress } from '../stack/address.ts';
import type { Session } from './session.ts';
import { undeclaredChildren } from './undeclared-children.ts';

export interface PlannedBesides {
  readonly besides: readonly PlannedBeside[];
  /** Why there may be more of them. */
  readonly notLookedFor: readonly FailureReason[];
  /** All that a build is asked to give up or to delete is known. */
  readonly isWhole: boolean;
}

/**
 * What a stack has in the cloud besides what its entries stand for: orphans by their mark, and children of its resources. A plan over a
 * part of the stack does not look.
 */
export async function planBesides(
  session: Session,
  resources: readonly PlannedResource<FailureReason>[],
): Promise<PlannedBesides> {
  if (session.selection !== undefined) return { besides: [], notLookedFor: [], isWhole: true };
  const entries = resources.map((one) => knownEntry(session, one));
  const { owned, failures } = await findOwned(session);
  const { prune } = session;
  const orphans = orphansAmong(session, owned, entries).map(({ owned: one, kind }): PlannedBeside => {
    const { resource, identifier, protectedBy } = one;
    const about = { resource, typeName: one.type.typeName, region: one.region, identifier };
    if (kind === 'forget') return { ...about, action: { kind }, requests: requestsOf(forgetOperation(session, one)) };
    return prune?.orphans === true && protectedBy === undefined
      ? { ...about, action: { kind: 'prune' }, requests: requestsOf(pruneOperation(session, one)) }
      : { ...about, action: { kind, protectedBy }, requests: [] };
  });
  const named: PlannedBeside[] = [];
  const refused: FailureReason[] = [];
  for (const wish of prune?.named ?? []) {
    const judged = await judgeNamed(session, wish, entries);
    if (judged.kind === 'end') {
      if (judged.outcome.kind === 'failed') refused.push(judged.outcome.reason);
      continue;
    }
    const { type, region, identifier } = judged.target;
    named.push({
      resource: type.typeName,
      typeName: type.typeName,
      region,
      identifier,
      action: { kind: 'prune' },
      requests: requestsOf(pruneOperation(session, judged.target)),
    });
  }
  const isNamed = ({ typeName, identifier }: Pick<PlannedBeside, 'typeName' | 'identifier'>): boolean =>
    named.some((one) => one.typeName === typeName && one.identifier === identifier);
  const isOwned = (typeName: string, identifier: string): boolean =>
    owned.some((one) => one.type.typeName === typeName && one.identifier === identifier);
  const children = (await undeclaredChildren(session, entries)).flatMap(
    ({ type: { typeName }, region, identifier, parent }): readonly PlannedBeside[] => {
      if (isNamed({ typeName, identifier }) || isOwned(typeName, identifier)) return [];
      const action = { kind: 'undeclared', parent } as const;
      return [{ resource: typeName, typeName, region, identifier, action, requests: [] }];
    },
  );
  return {
    besides: [...orphans.filter((orphan) => !isNamed(orphan)), ...named, ...children],
    notLookedFor: [
      ...failures.map((trouble) => ({ kind: 'trouble', anchor: undefined, trouble }) as const),
      ...refused,
    ],
    isWhole: refused.length === 0 && (failures.length === 0 || !isPruneAsked(session)),
  };
}

/** What a plan knows of an entry. An INSERT that the service may refuse stands for nobody knows what. */
function knownEntry(
  { records }: Session,
  { resource, typeName, identifier, action }: PlannedResource<FailureReason>,
): KnownEntry {
  const record = records.find(({ address }) => formatAddress(address) === resource);
  const isAbsent = action.kind === 'create' && action.needs.length === 0 && !action.mayExist;
  return {
    resource,
    typeName: typeName ?? record?.type,
    identifier,
    isSure: isAbsent || (identifier !== undefined && action.kind !== 'failed'),
  };
}

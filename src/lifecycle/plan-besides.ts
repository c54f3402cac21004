import type { PlannedBeside, PlannedResource } from '../plan/plan.ts';
import { findOwned } from './find-owned.ts';
import { orphansAmong, type KnownEntry } from './orphans.ts';
import type { FailureReason } from './outcome.ts';
import { judgeNamed } from './prune.ts';
import type { Session } from './session.ts';
import { undeclaredChildren } from './undeclared-children.ts';

/**
 * What a stack has in the cloud besides what its entries stand for: orphans by their mark, and children of its resources. A plan over a
 * part of the stack does not look.
 */
export async function planBesides(
  session: Session,
  resources: readonly PlannedResource<FailureReason>[],
): Promise<{ readonly besides: readonly PlannedBeside[]; readonly notLookedFor: readonly FailureReason[] }> {
  if (session.selection !== undefined) return { besides: [], notLookedFor: [] };
  const entries = resources.map((one) => knownEntry(session, one));
  const { owned, failures } = await findOwned(session);
  const { prune } = session;
  const orphans = orphansAmong(session, owned, entries).map(({ owned: one, kind }): PlannedBeside => {
    const { resource, identifier, protectedBy } = one;
    const about = { resource, typeName: one.type.typeName, identifier };
    if (kind === 'forget') return { ...about, action: { kind } };
    return prune?.orphans === true && protectedBy === undefined
      ? { ...about, action: { kind: 'prune' } }
      : { ...about, action: { kind, protectedBy } };
  });
  const named: PlannedBeside[] = [];
  const refused: FailureReason[] = [];
  for (const wish of prune?.named ?? []) {
    const judged = await judgeNamed(session, wish, entries);
    if (judged.kind === 'end') {
      if (judged.outcome.kind === 'failed') refused.push(judged.outcome.reason);
      continue;
    }
    const { type, identifier } = judged.target;
    named.push({ resource: type.typeName, typeName: type.typeName, identifier, action: { kind: 'prune' } });
  }
  const isOwned = (typeName: string, identifier: string): boolean =>
    owned.some((one) => one.type.typeName === typeName && one.identifier === identifier);
  const children = (await undeclaredChildren(session, entries)).flatMap(
    ({ type: { typeName }, identifier, parent }): readonly PlannedBeside[] => {
      const isNamed = named.some((one) => one.typeName === typeName && one.identifier === identifier);
      if (isNamed || isOwned(typeName, identifier)) return [];
      return [{ resource: typeName, typeName, identifier, action: { kind: 'undeclared', parent } }];
    },
  );
  return {
    besides: [...orphans, ...named, ...children],
    notLookedFor: [
      ...failures.map((trouble) => ({ kind: 'trouble', anchor: undefined, trouble }) as const),
      ...refused,
    ],
  };
}

/** What a plan knows of an entry. An INSERT that the service may refuse stands for nobody knows what. */
function knownEntry(
  { stack, records }: Session,
  { resource, typeName, identifier, action }: PlannedResource<FailureReason>,
): KnownEntry {
  const position = stack.resources.find(({ name }) => name === resource)?.position;
  const record = position === undefined ? undefined : records[position];
  const isAbsent = action.kind === 'create' && action.needs.length === 0 && !action.mayExist;
  return {
    resource,
    typeName: typeName ?? record?.type,
    identifier,
    isSure: isAbsent || (identifier !== undefined && action.kind !== 'failed'),
  };
}

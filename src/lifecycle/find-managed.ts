import type { Signing } from '../manifest/auth.ts';
import { addressedResourceOf } from './addressed-resource.ts';
import { foundByExists, type FoundResource } from './found-resource.ts';
import type { FailureReason } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import type { Session } from './session.ts';
import { collectAll } from './collect-all.ts';

/** A resource in the cloud that a resource of a stack stands for. */
export interface Managed extends FoundResource {
  /** Its name in the manifest. */
  readonly resource: string;
  /** By whom it is asked for. */
  readonly signing: Signing;
}

export interface FoundManaged {
  readonly managed: readonly Managed[];
  /** Resources of which nobody can say whether they are there. */
  readonly failed: readonly { readonly resource: string; readonly reason: FailureReason }[];
}

/** What of the cloud a stack manages: for each resource that its own `exists` finds, the identifier that its statements then mean. */
export async function findManaged(session: Session): Promise<FoundManaged> {
  const managed: Managed[] = [];
  const failed: { resource: string; reason: FailureReason }[] = [];
  for (const [resource, known] of await collectAll(session)) {
    if (known.kind === 'failed') failed.push({ resource, reason: known.reason });
    if (known.kind !== 'present') continue;
    const target = targetOf(known.run);
    if (target !== undefined) managed.push({ resource, signing: known.run.signing, ...target });
  }
  return { managed, failed };
}

/** Without an update or delete the columns of `exists` itself have to say which one it is. */
function targetOf(run: ResourceRun): FoundResource | undefined {
  const bound = addressedResourceOf(run);
  if (bound === undefined) return foundByExists(run);
  return { typeName: bound.type.typeName, region: bound.region, identifier: bound.identifier };
}

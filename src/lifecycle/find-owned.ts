import type { JsonObject } from '../base/json.ts';
import type { StatementFailure } from '../engine/engine.ts';
import { isProtectedByTag } from '../plan/mark-change.ts';
import { readableTags } from '../plan/own-tags.ts';
import { isAnother, ownerOf } from '../plan/owner.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isNamedInArn } from '../resource-types/arns/type-arn.ts';
import { typesOfArn, type ArnReading } from '../resource-types/arns/types-of-arn.ts';
import { markTags } from '../stack/mark-tags.ts';
import { writesMark } from '../stack/writes-mark.ts';
import { isProtectedType } from './protection.ts';
import type { Session } from './session.ts';

/** A resource that carries the mark of the stack, as Cloud Control has it now. */
export interface OwnedResource {
  /** The entry that it was made for. */
  readonly resource: string;
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  readonly live: JsonObject;
  /** `tag`: it was built with `on_delete: protect`. `environment`: the environment is protected, and it holds data. */
  readonly protectedBy: 'tag' | 'environment' | undefined;
}

export interface OwnedResources {
  readonly owned: readonly OwnedResource[];
  /** Why there may be more. */
  readonly failures: readonly StatementFailure[];
}

/**
 * Everything that carries the mark of a stack in its regions. The index of tags is asked which resources there are, and Cloud Control
 * whether they still are, since the index keeps what is deleted for most of an hour. A stack that writes no mark has nothing.
 */
export async function findOwned(session: Session): Promise<OwnedResources> {
  const { stack, engine, registry } = session;
  const owned: OwnedResource[] = [];
  const failures: StatementFailure[] = [];
  if (!writesMark(stack)) return { owned, failures };
  const tags = { [markTags.stack]: stack.manifest.name, [markTags.environment]: stack.environment };
  for (const region of regionsOf(session)) {
    const tagged = await engine.tagged({ region, tags });
    if (!tagged.ok) {
      failures.push(tagged.error);
      continue;
    }
    for (const { arn } of tagged.value) {
      const found = await firstOwned(session, region, arn, typesOfArn(arn, registry));
      if (found !== undefined) owned.push(found);
    }
  }
  return { owned, failures };
}

function regionsOf({ defaultRegion, records }: Session): readonly string[] {
  const regions = [defaultRegion, ...records.map(({ region }) => region)];
  return [...new Set(regions.filter((region) => region !== undefined))];
}

async function firstOwned(
  session: Session,
  region: string,
  arn: string,
  readings: readonly ArnReading[],
): Promise<OwnedResource | undefined> {
  for (const reading of readings) {
    if (readableTags(reading.type) === undefined) continue;
    for (const identifier of await identifiersOf(session, region, arn, reading)) {
      const found = await readOwned(session, reading.type, region, identifier);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What the ARN itself says, else what a list has under its name. */
async function identifiersOf(
  { engine }: Session,
  region: string,
  arn: string,
  { type, name, identifier }: ArnReading,
): Promise<readonly string[]> {
  if (identifier !== undefined) return [identifier];
  if (type.listRequires.length > 0) return [];
  const listed = await engine.list({ typeName: type.typeName, region, model: {} });
  if (!listed.ok) return [];
  return listed.value.filter((one) => one === arn || isNamedInArn(type.typeName, one, name));
}

/** A resource with the mark of the session's stack; undefined where it is not there, is another's, or cannot be read. */
export async function readOwned(
  session: Session,
  type: ResourceType,
  region: string,
  identifier: string,
  isAnew = false,
): Promise<OwnedResource | undefined> {
  const { stack, engine } = session;
  const read = await engine.observe({ typeName: type.typeName, region, identifier, isAnew });
  if (!read.ok || read.value === undefined) return undefined;
  const owner = ownerOf(type, read.value);
  const place = { stack: stack.manifest.name, environment: stack.environment };
  if (owner?.kind !== 'stack' || owner.environment === undefined || owner.resource === undefined) return undefined;
  if (isAnother(owner, place)) return undefined;
  const byEnvironment = isProtectedType(session, type.typeName) ? 'environment' : undefined;
  const protectedBy = isProtectedByTag(type, read.value) ? 'tag' : byEnvironment;
  return { resource: owner.resource, type, region, identifier, live: read.value, protectedBy };
}

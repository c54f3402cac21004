import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
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
  const { stack, engine } = session;
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
      const found = await ownedByArn(session, region, arn);
      if (found.owned !== undefined) owned.push(found.owned);
      failures.push(...found.failures);
    }
  }
  return { owned, failures };
}

/** Where the stack's resources lie. */
export function regionsOf({ defaultRegion, records }: Session): readonly string[] {
  const regions = [defaultRegion, ...records.map(({ region }) => region)];
  return [...new Set(regions.filter((region) => region !== undefined))];
}

/** What an ARN names, where it carries the mark of the session's stack. */
export function ownedByArn(session: Session, region: string, arn: string): Promise<FirstOwned> {
  return firstOwned(session, region, arn, typesOfArn(arn, session.registry));
}

interface FirstOwned {
  readonly owned: OwnedResource | undefined;
  /** Why it is not known what the ARN names; none where that is found. */
  readonly failures: readonly StatementFailure[];
}

async function firstOwned(
  session: Session,
  region: string,
  arn: string,
  readings: readonly ArnReading[],
): Promise<FirstOwned> {
  const failures: StatementFailure[] = [];
  for (const reading of readings) {
    if (readableTags(reading.type) === undefined) continue;
    const identifiers = await identifiersOf(session, region, arn, reading);
    if (!identifiers.ok) failures.push(identifiers.error);
    for (const identifier of identifiers.ok ? identifiers.value : []) {
      const found = await readOwned(session, reading.type, region, identifier);
      if (!found.ok) failures.push(found.error);
      else if (found.value !== undefined) return { owned: found.value, failures: [] };
    }
  }
  return { owned: undefined, failures: failures.filter(leavesOpen) };
}

/** Whether it might be there all the same. What cannot be read at all, or not under that name, is something else than the ARN means. */
function leavesOpen(trouble: StatementFailure): boolean {
  if (trouble.kind !== 'failed') return false;
  const { kind } = trouble.failure;
  return kind !== 'unsupported-action' && kind !== 'unknown-type' && kind !== 'invalid-request' && kind !== 'not-found';
}

/** What the ARN itself says, else what a list has under its name. */
async function identifiersOf(
  { engine }: Session,
  region: string,
  arn: string,
  { type, name, identifier }: ArnReading,
): Promise<Result<readonly string[], StatementFailure>> {
  if (identifier !== undefined) return ok([identifier]);
  if (type.listRequires.length > 0) return ok([]);
  const listed = await engine.list({ typeName: type.typeName, region, model: {} });
  if (!listed.ok) return listed;
  return ok(listed.value.filter((one) => one === arn || isNamedInArn(type.typeName, one, name)));
}

/** A resource with the mark of the session's stack; undefined where it is not there, or is another's. */
export async function readOwned(
  session: Session,
  type: ResourceType,
  region: string,
  identifier: string,
  isAnew = false,
): Promise<Result<OwnedResource | undefined, StatementFailure>> {
  const { stack, engine } = session;
  const read = await engine.observe({ typeName: type.typeName, region, identifier, isAnew });
  if (!read.ok) return read;
  if (read.value === undefined) return ok(undefined);
  const owner = ownerOf(type, read.value);
  const place = { stack: stack.manifest.name, environment: stack.environment };
  if (owner?.kind !== 'stack' || owner.environment === undefined || owner.resource === undefined) return ok(undefined);
  if (isAnother(owner, place)) return ok(undefined);
  const byEnvironment = isProtectedType(session, type.typeName) ? 'environment' : undefined;
  const protectedBy = isProtectedByTag(type, read.value) ? 'tag' : byEnvironment;
  return ok({ resource: owner.resource, type, region, identifier, live: read.value, protectedBy });
}

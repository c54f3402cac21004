import { isJsonObject, jsonEquals, type Json } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { compareProperty } from '../resource-types/comparison/compare-property.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import { reveal } from '../values/reading.ts';

/** One resource in the cloud, as several entries of a stack may mean it. */
export interface ClaimedResource {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** Whose account it is in, as far as it is known without asking: what the requests are signed with. */
  readonly account: string;
}

/** What an entry has to do with a resource in the cloud. */
export interface Claim {
  readonly resource: ClaimedResource;
  /** The address of the entry. */
  readonly by: string;
  /** The entry has an INSERT that stands for the resource: one that only has an UPDATE claims nothing. */
  readonly isOwner: boolean;
  /** What it sets whenever it writes. */
  readonly settings: readonly Setting[];
}

/** A value that an entry gives a property, at any depth; undefined where it removes the property. */
export interface Setting {
  readonly path: PropertyPath;
  readonly value: Json | undefined;
}

/** Why an entry may not have a resource, and which entry has it. */
export type ClaimRefusal =
  | {
      readonly kind: 'claimed-twice';
      readonly typeName: string;
      readonly identifier: string;
      readonly claimedBy: string;
    }
  | {
      readonly kind: 'set-twice';
      readonly typeName: string;
      readonly identifier: string;
      /** `/MfaConfiguration`. Values are not told: they may be secret. */
      readonly pointer: string;
      readonly setBy: string;
    };

/** Which entry of a run stands for which resource in the cloud. The first that says so has it. */
export class Claims {
  readonly #claims = new Map<string, Map<string, Claim>>();

  /** Every resource that an entry has claimed. */
  resources(): readonly ClaimedResource[] {
    return [...this.#claims.values()].flatMap((claims) => [...claims.values()].map(({ resource }) => resource));
  }

  /** Takes a claim in; what is in its way where another entry was first. An entry may claim the same again. */
  take(claim: Claim): ClaimRefusal | undefined {
    const { resource, by } = claim;
    const key = JSON.stringify([resource.account, resource.region, resource.type.typeName, resource.identifier]);
    const known = this.#claims.get(key) ?? new Map<string, Claim>();
    for (const other of known.values()) {
      const refusal = other.by === by ? undefined : refusalBetween(other, claim);
      if (refusal !== undefined) return refusal;
    }
    const before = known.get(by);
    known.set(by, before === undefined ? claim : { ...claim, isOwner: claim.isOwner || before.isOwner });
    this.#claims.set(key, known);
    return undefined;
  }
}

function refusalBetween(earlier: Claim, claim: Claim): ClaimRefusal | undefined {
  const { type, identifier } = claim.resource;
  const about = { typeName: type.typeName, identifier };
  if (earlier.isOwner && claim.isOwner) return { kind: 'claimed-twice', ...about, claimedBy: earlier.by };
  for (const setting of claim.settings) {
    if (earlier.settings.some((other) => contradict(type, other, setting)))
      return { kind: 'set-twice', ...about, pointer: formatPointer(setting.path), setBy: earlier.by };
  }
  return undefined;
}

/** Whether two entries give one place different values. A part of a value is compared with what the whole has in its place. */
function contradict(type: ResourceType, one: Setting, other: Setting): boolean {
  const [outer, inner] = one.path.length <= other.path.length ? [one, other] : [other, one];
  if (!outer.path.every((part, index) => part === inner.path[index])) return false;
  const found = valueAt(outer.value, inner.path.slice(outer.path.length));
  // A whole that leaves a part out says nothing about it; a whole that is removed does.
  if (found === undefined && outer.path.length < inner.path.length)
    return outer.value === undefined && inner.value !== undefined;
  if (found === undefined || inner.value === undefined) return found !== inner.value;
  // Different only where neither is as the other wants it: lists without order, policies by meaning.
  const isAs = (desired: Json, live: Json): boolean =>
    jsonEquals(desired, live) || compareProperty(type, inner.path, desired, live).kind === 'equal';
  return !isAs(found, inner.value) && !isAs(inner.value, found);
}

function valueAt(value: Json | undefined, path: PropertyPath): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return isJsonObject(value) && Object.hasOwn(value, name) ? valueAt(value[name], rest) : undefined;
}

/** What a patch sets. Operations that move values about, or that only test them, are left out; the later of two has the last word. */
export function settingsOf(patch: readonly PatchOperation[]): readonly Setting[] {
  const settings = patch.flatMap(({ op, path, value }): readonly Setting[] => {
    const place = parsePointer(path);
    if (op === 'remove') return [{ path: place, value: undefined }];
    return op === 'add' || op === 'replace' ? [{ path: place, value: reveal(value ?? null) }] : [];
  });
  return [...new Map(settings.map((setting) => [formatPointer(setting.path), setting])).values()];
}

import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../provider/failure.ts';
import type { Registry, ResourceType } from '../../resource-types/resource-type.ts';
import type { CachedReads } from './request-cache.ts';

interface ModelOptions {
  readonly cache: CachedReads;
  readonly registry: Registry;
  readonly type: ResourceType;
  readonly region: string;
  /** What is known of the properties that the list handler requires. */
  readonly known: JsonObject;
}

/**
 * The ResourceModels with which a type has to be listed to find all of it: one where every required property is known, else one per
 * parent. Undefined where a required property has no known parent either.
 */
export async function listModels(
  { cache, registry, type, region, known }: ModelOptions,
  above: readonly string[] = [],
): Promise<Result<readonly JsonObject[] | undefined, Failure>> {
  const missing = type.listRequires.filter((name) => !Object.hasOwn(known, name));
  const [first] = missing;
  if (first === undefined) return ok([known]);
  const parentOf = (name: string) => (Object.hasOwn(type.parents, name) ? type.parents[name] : undefined);
  const parent = parentOf(first);
  const parentType = parent === undefined ? undefined : registry.find(parent.typeName);
  if (parent === undefined || parentType === undefined || above.includes(parentType.typeName)) return ok(undefined);

  const inherited = Object.fromEntries(
    Object.entries(known).filter(([name]) => parentType.listRequires.includes(name)),
  );
  const parentModels = await listModels({ cache, registry, type: parentType, region, known: inherited }, [
    ...above,
    type.typeName,
  ]);
  if (!parentModels.ok || parentModels.value === undefined) return parentModels;

  const models: JsonObject[] = [];
  const sameParent = missing.filter((name) => parentOf(name)?.typeName === parentType.typeName);
  for (const model of parentModels.value) {
    const listing = await cache.list({
      region,
      typeName: parentType.typeName,
      ...(Object.keys(model).length === 0 ? {} : { model }),
    });
    if (!listing.ok) return err(listing.error);
    if (listing.value.kind === 'parent-absent') continue;
    for (const resource of listing.value.resources) {
      const found = sameParent.map((name): readonly [string, Json | undefined] => {
        const property = parentOf(name)?.property ?? '';
        return [name, parentProperty(parentType, property, resource.identifier, { ...model, ...resource.properties })];
      });
      if (found.some(([, value]) => value === undefined || value === null)) continue;
      const entries = found.flatMap(([name, value]): [string, Json][] => (value === undefined ? [] : [[name, value]]));
      const inner = await listModels(
        { cache, registry, type, region, known: { ...known, ...Object.fromEntries(entries) } },
        above,
      );
      if (!inner.ok || inner.value === undefined) return inner;
      models.push(...inner.value);
    }
  }
  return ok(models);
}

/** A property of a listed parent: from what the list tells of it, else from its identifier. */
function parentProperty(
  type: ResourceType,
  property: string,
  identifier: string,
  properties: JsonObject,
): Json | undefined {
  if (isJsonObject(properties) && Object.hasOwn(properties, property)) return properties[property];
  const index = type.identifier.findIndex((path) => path.length === 1 && path[0] === property);
  const parts = type.identifier.length === 1 ? [identifier] : identifier.split('|');
  return index >= 0 && parts.length === type.identifier.length ? parts[index] : undefined;
}

import type { Json, JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../provider/failure.ts';
import type { ListedResource } from '../../provider/provider.ts';
import type { Registry, ResourceType } from '../../resource-types/resource-type.ts';
import type { CachedReads } from './cached-reads.ts';

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
export async function listUnderParents(
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
  const parentModels = await listUnderParents({ cache, registry, type: parentType, region, known: inherited }, [
    ...above,
    type.typeName,
  ]);
  if (!parentModels.ok || parentModels.value === undefined) return parentModels;

  const wanted = missing.flatMap((name) => {
    const one = parentOf(name);
    return one?.typeName === parentType.typeName ? [{ name, property: one.property }] : [];
  });
  const models: JsonObject[] = [];
  for (const model of parentModels.value) {
    const found = await parentValues({ cache, region, parentType, model, wanted });
    if (!found.ok) return found;
    for (const values of found.value) {
      const inner = await listUnderParents({ cache, registry, type, region, known: { ...known, ...values } }, above);
      if (!inner.ok || inner.value === undefined) return inner;
      models.push(...inner.value);
    }
  }
  return ok(models);
}

interface ParentOptions {
  readonly cache: CachedReads;
  readonly region: string;
  readonly parentType: ResourceType;
  /** With which the parents are listed. */
  readonly model: JsonObject;
  /** Properties of the child, and those of the parent that they are. */
  readonly wanted: readonly { readonly name: string; readonly property: string }[];
}

/** What the child is to be listed with, once per parent. */
async function parentValues(options: ParentOptions): Promise<Result<readonly JsonObject[], Failure>> {
  const { cache, region, parentType, model } = options;
  const { typeName } = parentType;
  const listing = await cache.list({ region, typeName, ...(Object.keys(model).length === 0 ? {} : { model }) });
  if (!listing.ok) return err(listing.error);
  if (listing.value.kind === 'parent-absent') return ok([]);
  const answers = await Promise.all(listing.value.resources.map((resource) => valuesOf(resource, options)));
  const failed = answers.find((answer) => !answer.ok);
  return failed ?? ok(answers.flatMap((answer) => (answer.ok ? answer.value : [])));
}

/** The wanted properties of one parent: from the list, or its identifier; what neither tells is read. */
async function valuesOf(
  { identifier, properties }: ListedResource,
  { cache, region, parentType, model, wanted }: ParentOptions,
): Promise<Result<readonly JsonObject[], Failure>> {
  const told = { ...model, ...identifierParts(parentType, identifier), ...properties };
  const isTold = wanted.every(({ property }) => isValue(told[property]));
  const reading = isTold ? undefined : await cache.read({ region, typeName: parentType.typeName, identifier });
  if (reading?.ok === false) return err(reading.error);
  // It went away after the list.
  if (reading?.value.kind === 'absent') return ok([]);
  const known: JsonObject = reading === undefined ? told : { ...told, ...reading.value.properties };
  const values = wanted.map(({ name, property }) => [name, known[property] ?? null] as const);
  return ok(values.every(([, value]) => isValue(value)) ? [Object.fromEntries(values)] : []);
}

function isValue(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

/** The properties of which an identifier is made. */
function identifierParts(type: ResourceType, identifier: string): JsonObject {
  const parts = type.identifier.length === 1 ? [identifier] : identifier.split('|');
  if (parts.length !== type.identifier.length) return {};
  return Object.fromEntries(
    type.identifier.flatMap(([name, ...inner], index): [string, Json][] =>
      name === undefined || inner.length > 0 ? [] : [[name, parts[index] ?? null]],
    ),
  );
}

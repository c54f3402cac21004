import { isJsonObject, type JsonObject } from '../../src/base/json.ts';
import { formatPointer } from '../../src/base/json-pointer.ts';
import { readSchema } from '../../src/resource-types/read-schema.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';

/**
 * The schemas with relations where the specification has none and names tell them: what a list has to be given (`ClusterName`) is the
 * identifier of another type of the service (`Cluster`), whose resources can be listed first.
 */
export function withParents(schemas: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, JsonObject> {
  const services = new Map<string, ResourceType[]>();
  for (const schema of schemas.values()) {
    const type = readSchema(schema, 'catalogue');
    if (type?.handlers.list === undefined) continue;
    const service = serviceOf(type);
    services.set(service, [...(services.get(service) ?? []), type]);
  }
  const changed = new Map(schemas);
  for (const [, types] of services) {
    for (const type of types) {
      const relations = type.listRequires
        .filter((property) => !Object.hasOwn(type.parents, property))
        .flatMap((property) => {
          const parent = parentOf(property, type, types);
          return parent === undefined ? [] : [{ property, parent }];
        });
      if (relations.length > 0) changed.set(type.typeName, withRelations(type.schema, relations));
    }
  }
  return changed;
}

interface Parent {
  readonly typeName: string;
  /** The property of it that the list is to be given. */
  readonly property: string;
}

/** The type that is named in the property, else the only one whose identifier, made by the service, has this very name. */
function parentOf(property: string, child: ResourceType, types: readonly ResourceType[]): Parent | undefined {
  const others = types.filter((type) => type !== child);
  const [, stem = '', ending = ''] = /^(.+?)(Identifier|Id|Arn|ARN|Name)$/.exec(property) ?? [];
  // What is a second version of its kind belongs to one.
  const [version = ''] = /V\d+$/.exec(resourceOf(child)) ?? [];
  const isNamed = (name: string) => (type: ResourceType) => resourceOf(type).toLowerCase() === name.toLowerCase();
  const named = others.find(isNamed(stem + version)) ?? others.find(isNamed(stem));
  if (named !== undefined) {
    const part = partOf(named, property, ending);
    return part === undefined ? undefined : { typeName: named.typeName, property: part };
  }
  const [only, ...more] = others.filter(
    ({ identifier, readOnly }) =>
      identifier.length === 1 &&
      identifier[0]?.join('/') === property &&
      readOnly.some((path) => path.join('/') === property),
  );
  return only === undefined || more.length > 0 ? undefined : { typeName: only.typeName, property };
}

/**
 * `ClusterArn` is the property `ClusterArn` or `Arn` of `Cluster`, one of its identifier rather than another; `ClusterIdentifier` is its
 * identifier, whatever its name.
 */
function partOf({ identifier, properties }: ResourceType, property: string, ending: string): string | undefined {
  const wanted = [property, ending].map((name) => name.toLowerCase());
  const inIdentifier = identifier.flatMap((path) => (path.length === 1 ? path : []));
  const all = [...inIdentifier, ...properties.map(({ name }) => name)];
  const part = all.find((name) => wanted.includes(name.toLowerCase()));
  return part ?? (ending === 'Identifier' && identifier.length === 1 ? inIdentifier[0] : undefined);
}

function withRelations(
  schema: JsonObject,
  relations: readonly { readonly property: string; readonly parent: Parent }[],
): JsonObject {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const related = relations.map(({ property, parent }): [string, JsonObject] => {
    const node = properties[property];
    const relationshipRef = {
      typeName: parent.typeName,
      propertyPath: formatPointer(['properties', parent.property]),
    };
    return [property, { ...(isJsonObject(node) ? node : {}), relationshipRef }];
  });
  return { ...schema, properties: { ...properties, ...Object.fromEntries(related) } };
}

function serviceOf({ typeName }: ResourceType): string {
  return typeName.split('::')[1] ?? '';
}

function resourceOf({ typeName }: ResourceType): string {
  return typeName.split('::')[2] ?? '';
}

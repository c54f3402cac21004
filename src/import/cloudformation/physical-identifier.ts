import { refPropertyOf } from '../../resource-types/ref-property.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import type { Meaning } from './meaning.ts';

/** A resource of a template, and what CloudFormation calls it. */
export interface KnownResource {
  readonly type: ResourceType;
  readonly properties: ReadonlyMap<string, Meaning>;
  /** What `Ref` returns of it; undefined where nobody says it. */
  readonly physicalId: string | undefined;
}

export interface KnownValues {
  /** By logical id. */
  readonly resources: ReadonlyMap<string, KnownResource>;
  /** Values of globals. */
  readonly names: ReadonlyMap<string, string>;
}

/** What Cloud Control knows the resource by: the parts that its properties and its physical id tell. Undefined where a part is missing. */
export function physicalIdentifier(logicalId: string, known: KnownValues): string | undefined {
  const resource = known.resources.get(logicalId);
  if (resource === undefined) return undefined;
  const parts = resource.type.identifier.map(([name = '', ...inner]) =>
    inner.length > 0 ? undefined : memberValue(logicalId, name, known),
  );
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join('|') : undefined;
}

function memberValue(entry: string, path: string, known: KnownValues): string | undefined {
  const resource = known.resources.get(entry);
  if (resource === undefined) return undefined;
  if (refPropertyOf(resource.type) === path && resource.physicalId !== undefined) return resource.physicalId;
  const given = resource.properties.get(path);
  return given === undefined ? undefined : textOf(given, known);
}

function textOf(meaning: Meaning, known: KnownValues): string | undefined {
  switch (meaning.kind) {
    case 'plain':
      return meaning.value === null ? undefined : String(meaning.value);
    case 'name':
      return known.names.get(meaning.name);
    case 'member':
      return memberValue(meaning.entry, meaning.path, known);
    case 'joined': {
      const parts = meaning.parts.map((part) => textOf(part, known));
      return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
    }
    case 'nothing':
    case 'asked':
    case 'list':
    case 'map':
    case 'filtered':
    case 'item':
    case 'choice':
      return undefined;
  }
}
